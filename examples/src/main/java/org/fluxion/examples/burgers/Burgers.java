package org.fluxion.examples.burgers;

import static org.fluxion.Derivatives.gradientAndHvp;

import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.GradientAndHvp;
import org.fluxion.examples.jobs.Figure;
import org.fluxion.examples.jobs.Findings;
import org.fluxion.examples.jobs.Grid;
import org.fluxion.examples.jobs.Job;
import org.fluxion.examples.jobs.Picture;
import org.fluxion.examples.jobs.Stage;
import org.fluxion.examples.plots.Comparison;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Layer;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.training.Adam;
import org.fluxion.layers.training.Batches;
import org.fluxion.layers.training.Lbfgs;
import org.fluxion.layers.training.Losses;
import org.fluxion.layers.training.TrainState;
import org.fluxion.tensor.Tensor;

/**
 * A network becomes the solution of the Burgers equation: M. Raissi, P. Perdikaris and G. E.
 * Karniadakis, <i>Physics-informed neural networks</i>, Journal of Computational Physics 378
 * (2019).
 *
 * <p>The loss holds second derivatives of the network with respect to its input, and is
 * differentiated with respect to its parameters. Immutable and usable from any thread.
 */
public final class Burgers implements Job<BurgersPoints> {
  private static final int WIDTH = 20;
  private static final int INTERIOR = 2000;
  private static final int EDGE = 100;
  private static final double RATE = 5e-3;

  /** One step in so many is Adam's; it leads near a valley, which L-BFGS then follows. */
  private static final int ADAM_SHARE = 20;

  private static final int PAIRS = 50;
  private static final int EVALUATIONS = 25;

  private static final Tensor PLACES = Grid.line(-1, 1, 256);
  private static final Tensor TIMES = Grid.line(0, 0.99, 100);

  /** Makes the job. */
  public Burgers() {}

  @Override
  public String name() {
    return "burgers";
  }

  @Override
  public String title() {
    return "A network solves the Burgers equation";
  }

  @Override
  public String description() {
    return "A network u(x, t) with four hidden layers of 20 (tanh) becomes the solution of"
        + " u_t + u u_x = (0.01/pi) u_xx with u(x, 0) = -sin(pi x) and u(-1, t) = u(1, t) = 0. The"
        + " loss is the mean square of what the equation leaves over at 2,000 points, and of the"
        + " error at 100 points of the edge; no value inside is shown to the network. Adam takes"
        + " the first twentieth of the steps, L-BFGS the others. The truth is the integral of Cole and"
        + " Hopf.";
  }

  @Override
  public long fullSteps() {
    return 12_000;
  }

  private static Layer network() {
    return Chain.of(
        new Dense(2, WIDTH, Activation.TANH),
        new Dense(WIDTH, WIDTH, Activation.TANH),
        new Dense(WIDTH, WIDTH, Activation.TANH),
        new Dense(WIDTH, WIDTH, Activation.TANH),
        new Dense(WIDTH, 1));
  }

  @Override
  public List<Stage<BurgersPoints>> stages(long seed, long steps) {
    long first = Math.max(1, steps / ADAM_SHARE);
    // Not the generator of the parameters, so that points and parameters are independent.
    SplittableRandom rng = new SplittableRandom(seed).split();
    Batches<BurgersPoints> points = Batches.always(BurgersPoints.of(INTERIOR, EDGE, rng));
    return List.of(
        Stage.anew(
            "adam",
            () -> TrainState.start(network(), new Adam(RATE), new SplittableRandom(seed)),
            points,
            first),
        new Stage<>(
            "lbfgs", before -> before.with(new Lbfgs(PAIRS, EVALUATIONS, 0)), points, steps));
  }

  @Override
  public Tensor loss(Backend backend, StatefulLayer network, BurgersPoints points) {
    Tensor at = points.interior();
    Tensor alongX = Tensor.vector(1, 0).broadcastTo(at.shape().toArray());
    // Rows are independent, so the gradient of the sum has the derivatives of each row.
    GradientAndHvp<Tensor> slopes =
        gradientAndHvp(backend, network.andThen(Tensor::sum), at, alongX);
    Tensor ux = slopes.gradient().slice(1, 0, 1);
    Tensor ut = slopes.gradient().slice(1, 1, 2);
    Tensor uxx = slopes.hvp().slice(1, 0, 1);
    Tensor residual = ut.plus(network.apply(at).times(ux)).minus(uxx.times(ColeHopf.VISCOSITY));
    return residual.square().mean().plus(Losses.mse(network.apply(points.edge()), points.target()));
  }

  @Override
  public Findings findings(Backend backend, List<TrainState> ends) {
    TrainState end = ends.get(ends.size() - 1);
    Tensor grid = Grid.of(PLACES, TIMES);
    Tensor truth = new ColeHopf().at(grid);
    Tensor learned = end.model().apply(grid, end.ps(), end.st()).y();
    double error = Grid.relativeError(learned, truth);
    int[] shape = {PLACES.size(), TIMES.size()};
    Comparison comparison =
        new Comparison("u", learned.reshape(shape), truth.reshape(shape), "x", PLACES, "t", TIMES);
    return new Findings(
        List.of(
            Figure.bounded(
                "relativeError", "relative L2 error on a grid of 256 x 100", error, 1e-2),
            Figure.informing(
                "largestError",
                "largest error on that grid, which is in the shock",
                learned.minus(truth).abs().max().item())),
        List.of(
            new Picture(
                name(),
                "What the network says, the truth, and the difference of the two.",
                comparison.png())));
  }
}
