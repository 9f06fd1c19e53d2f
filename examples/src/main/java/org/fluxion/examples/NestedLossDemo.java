package org.fluxion.examples;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fluxion.Backend;
import org.fluxion.tensor.Tensor;

/**
 * Computes a nested loss and its gradient in every way, and trains a network on it.
 *
 * <p>The network, its parameters and the training points are those of {@link LuxReference}. Nothing
 * is printed; progress goes to a {@link DemoListener}. Immutable.
 */
public final class NestedLossDemo {
  /** The loss at which training stops. */
  public static final double GOAL = 1e-4;

  /** How many points that it was not trained on the network is measured at. */
  public static final int HELD_OUT = 1000;

  private static final String PICTURE = "nested-loss.png";
  private static final WayMeasurement MEASUREMENT =
      new WayMeasurement(Duration.ofMillis(500), Duration.ofMillis(500));

  private final LuxReference reference = LuxReference.load();
  private final Backend backend;

  /**
   * Loads the reference.
   *
   * @param backend to train with: it computes the inner derivative and differentiates the loss
   */
  public NestedLossDemo(Backend backend) {
    this.backend = backend;
  }

  /**
   * {@return what each way of computing the loss and its gradient gives and costs}
   *
   * @throws org.fluxion.FluxionException if a backend is missing or refuses
   */
  public List<WayReport> measure(DemoListener listener) {
    List<Way> ways = Way.all(reference.loss());
    int total = 1 + ways.size();
    // All first, so that code which several ways share is equally warm for each.
    listener.measuring(0, total, "warming up");
    ways.forEach(way -> MEASUREMENT.warmUp(way, reference));
    List<WayReport> reports = new ArrayList<>();
    for (Way way : ways) {
      listener.measuring(1 + reports.size(), total, way.how());
      reports.add(MEASUREMENT.measure(way, reference));
    }
    return reports;
  }

  /**
   * Trains the network by the nested rule until the loss is below {@link #GOAL}, measures it at
   * points not trained on, and draws it.
   *
   * @param output folder for the picture, made if it is not there
   * @param maxSteps gives up after as many
   * @param seed of the points not trained on
   * @param listener is told about progress
   * @return how it went
   * @throws IllegalArgumentException if the number of steps is not positive
   * @throws org.fluxion.FluxionException if the backend refuses
   * @throws java.io.UncheckedIOException if the picture cannot be written
   */
  public TrainingReport train(Path output, int maxSteps, long seed, DemoListener listener) {
    if (maxSteps < 1) {
      throw new IllegalArgumentException("maxSteps must be at least 1, given " + maxSteps);
    }
    NestedLoss loss = reference.loss();
    Arguments start = reference.at();
    Training training = new Training(backend, loss, start.t());
    TrainingRun run = training.run(start.ps(), GOAL, maxSteps, listener);
    Tensor heldOut = HeldOut.points(HELD_OUT, start.t(), seed);
    LearnedCurve curve =
        new LearnedCurve(
            heldOut,
            NestedLoss.slope(backend, loss.stateful(start.ps()), heldOut),
            NestedLoss.slope(backend, loss.stateful(run.parameters()), heldOut));
    Path picture = output.resolve(PICTURE).toAbsolutePath().normalize();
    WholeFile.write(picture, TrainingPlot.png(run, GOAL, start.t(), curve));
    return new TrainingReport(run.steps(), run.loss(), curve.maxError(), picture.toString());
  }

  /** {@return both results in one} */
  public DemoReport report(List<WayReport> ways, TrainingReport training) {
    return new DemoReport(ways.get(0).value(), reference.value(), ways, training);
  }
}
