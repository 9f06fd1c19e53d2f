package org.fluxion.examples.hnn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.examples.jobs.Figure;
import org.fluxion.examples.jobs.Findings;
import org.fluxion.examples.jobs.Grid;
import org.fluxion.examples.jobs.Job;
import org.fluxion.examples.jobs.Picture;
import org.fluxion.examples.jobs.Stage;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Initialisers;
import org.fluxion.layers.Layer;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.training.Adam;
import org.fluxion.layers.training.Batches;
import org.fluxion.layers.training.Losses;
import org.fluxion.layers.training.Samples;
import org.fluxion.layers.training.Schedule;
import org.fluxion.layers.training.TrainState;
import org.fluxion.tensor.Tensor;

/**
 * A Hamiltonian network learns a spring: S. Greydanus, M. Dzamba and J. Yosinski, <i>Hamiltonian
 * neural networks</i>, NeurIPS 2019.
 *
 * <p>The loss holds the gradient of the network with respect to its input, and is differentiated
 * with respect to its parameters. Immutable and usable from any thread.
 */
public final class Hnn implements Job<Samples> {
  private static final int POINTS = 1024;
  private static final int BATCH = 256;
  private static final int SEEDS = 3;
  private static final int WIDTH = 32;
  private static final int ORBIT_STEPS = 200;
  private static final double RATE = 3e-3;

  /**
   * Below the customary 0.999, whose memory of 1,000 steps is twice as long as this training: the
   * steps would be sized by gradients of the beginning.
   */
  private static final double SECOND_MOMENT = 0.99;

  private final Samples samples = Spring.samples(POINTS);

  /** Makes the job. */
  public Hnn() {}

  @Override
  public String name() {
    return "hnn";
  }

  @Override
  public String title() {
    return "A Hamiltonian network learns a spring";
  }

  @Override
  public String description() {
    return "A network 2-32-32-1 (gelu) becomes an energy H(q, p) whose motion, (dH/dp, -dH/dq), is"
        + " that of a spring of period 1, shown at 1,024 points of one orbit. The loss is the mean"
        + " squared difference of the two; Adam takes the steps, with batches of 256. Three"
        + " networks are trained, each from a seed of its own. Of each, one orbit is then"
        + " integrated over one period by the classical Runge-Kutta method in 200 steps.";
  }

  @Override
  public long fullSteps() {
    return 500;
  }

  private static Layer network() {
    return Chain.of(
        new Dense(2, WIDTH, Activation.GELU, Initialisers.orthogonal(), Initialisers.zeros()),
        new Dense(WIDTH, WIDTH, Activation.GELU, Initialisers.orthogonal(), Initialisers.zeros()),
        // Three times the usual size, since energies reach π.
        new Dense(WIDTH, 1, Activation.IDENTITY, Initialisers.orthogonal(3), Initialisers.zeros()));
  }

  @Override
  public List<Stage<Samples>> stages(long seed, long steps) {
    List<Stage<Samples>> stages = new ArrayList<>();
    for (long s = seed; s < seed + SEEDS; s++) {
      long own = s;
      Adam adam = new Adam(Schedule.constant(RATE), 0.9, SECOND_MOMENT, 1e-8);
      stages.add(
          Stage.anew(
              "seed-" + own,
              () -> TrainState.start(network(), adam, new SplittableRandom(own)),
              Batches.shuffled(samples, BATCH, own),
              steps));
    }
    return stages;
  }

  @Override
  public Tensor loss(Backend backend, StatefulLayer network, Samples batch) {
    return Losses.mse(new Hamiltonian(backend, network).field(batch.x()), batch.y());
  }

  @Override
  public Findings findings(Backend backend, List<TrainState> ends) {
    Tensor times = Grid.line(0, 1, ORBIT_STEPS + 1);
    Tensor truth = Spring.orbit(times);
    List<Tensor> orbits = new ArrayList<>();
    double mse = 0;
    double distance = 0;
    double drift = 0;
    double trueDrift = 0;
    for (TrainState end : ends) {
      Hamiltonian learned =
          new Hamiltonian(backend, new StatefulLayer(end.model(), end.ps(), end.st()));
      Tensor orbit = learned.orbit(truth.slice(0, 0, 1), 1, ORBIT_STEPS);
      orbits.add(orbit);
      mse = Math.max(mse, Losses.mse(learned.field(samples.x()), samples.y()).item());
      distance = Math.max(distance, distances(orbit, truth).max().item());
      drift = Math.max(drift, drift(learned.energy(orbit)));
      trueDrift = Math.max(trueDrift, drift(Spring.energy(orbit)));
    }
    return new Findings(
        List.of(
            Figure.bounded("mse", "mean squared error of the field, worst seed", mse, 1.5e-3),
            Figure.bounded(
                "orbitDistance",
                "largest distance of an orbit from the truth at the same time",
                distance,
                5e-3),
            Figure.bounded(
                "energyDrift", "largest change of the learned energy on an orbit", drift, 1e-5),
            Figure.informing(
                "trueEnergyDrift", "largest change of the spring's own energy", trueDrift)),
        List.of(
            new Picture(
                name(),
                "The learned orbits on the true one, and how far they are off at each time.",
                OrbitPlot.png(times, truth, orbits))));
  }

  /** {@return the distance of each row from that of the other, a vector} */
  static Tensor distances(Tensor orbit, Tensor truth) {
    return orbit.minus(truth).square().sum(1).sqrt();
  }

  private static double drift(Tensor energies) {
    return energies.minus(energies.get(0)).abs().max().item();
  }
}
