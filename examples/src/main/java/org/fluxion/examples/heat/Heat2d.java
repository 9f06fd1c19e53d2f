package org.fluxion.examples.heat;

import static org.fluxion.Derivatives.gradientAndHvp;
import static org.fluxion.Derivatives.hvp;

import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.GradientAndHvp;
import org.fluxion.Parameterized;
import org.fluxion.Parameters;
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
import org.fluxion.layers.training.Losses;
import org.fluxion.layers.training.Schedule;
import org.fluxion.layers.training.TrainState;
import org.fluxion.tensor.Tensor;

/**
 * A network becomes a solution of the heat equation in two dimensions, from the equation and from
 * values.
 *
 * <p>The loss holds second derivatives of the network with respect to its input, and is
 * differentiated with respect to its parameters. Immutable and usable from any thread.
 */
public final class Heat2d implements Job<HeatPoints> {
  private static final int WIDTH = 32;
  private static final int POINTS = 128;
  private static final double RATE = 1e-2;
  private static final double LAST_RATE = 1e-5;

  /**
   * With inputs halved, ∂/∂t is half as large, and ∂²/∂x² a quarter: u_t = u_xx + u_yy becomes u_t
   * = ½ (u_xx + u_yy).
   */
  private static final double DIFFUSION = 0.5;

  private static final Tensor AXIS = Grid.line(0, 1, 33);

  /** Makes the job. */
  public Heat2d() {}

  @Override
  public String name() {
    return "heat2d";
  }

  @Override
  public String title() {
    return "A network solves the heat equation in two dimensions";
  }

  @Override
  public String description() {
    return "A network u(x, y, t) with three hidden layers of 32 (tanh) becomes the solution"
        + " e^(x+y) cos(x + y + 4t) of u_t = u_xx + u_yy on [0, 2]^3. Inputs and values are scaled"
        + " to [0, 1], in which the equation is u_t = (u_xx + u_yy) / 2. The loss is the mean"
        + " square of what the equation leaves over at 128 random points, of the error there, and"
        + " of the error at 128 points of the edge, all drawn anew in each step of Adam.";
  }

  @Override
  public long fullSteps() {
    return 30_000;
  }

  private static Layer network() {
    return Chain.of(
        new Dense(3, WIDTH, Activation.TANH),
        new Dense(WIDTH, WIDTH, Activation.TANH),
        new Dense(WIDTH, WIDTH, Activation.TANH),
        new Dense(WIDTH, 1));
  }

  @Override
  public List<Stage<HeatPoints>> stages(long seed, long steps) {
    Adam adam = new Adam(Schedule.cosine(RATE, LAST_RATE, steps));
    return List.of(
        Stage.anew(
            "adam",
            () -> TrainState.start(network(), adam, new SplittableRandom(seed)),
            Batches.drawn(seed, rng -> HeatPoints.of(POINTS, rng)),
            steps));
  }

  @Override
  public Tensor loss(Backend backend, StatefulLayer network, HeatPoints points) {
    Tensor at = points.interior();
    int[] shape = at.shape().toArray();
    // Rows are independent, so the gradient of the sum has the derivatives of each row.
    Parameterized<Tensor, Parameters> sum = network.andThen(Tensor::sum);
    GradientAndHvp<Tensor> alongX =
        gradientAndHvp(backend, sum, at, Tensor.vector(1, 0, 0).broadcastTo(shape));
    Tensor alongY = hvp(backend, sum, at, Tensor.vector(0, 1, 0).broadcastTo(shape));
    Tensor ut = alongX.gradient().slice(1, 2, 3);
    Tensor uxx = alongX.hvp().slice(1, 0, 1);
    Tensor uyy = alongY.slice(1, 1, 2);
    Tensor equation = ut.minus(uxx.plus(uyy).times(DIFFUSION)).square().mean();
    Tensor data = Losses.mse(network.apply(at), points.value());
    Tensor boundary = Losses.mse(network.apply(points.edge()), points.edgeValue());
    return equation.plus(data).plus(boundary);
  }

  @Override
  public Findings findings(Backend backend, List<TrainState> ends) {
    TrainState end = ends.get(0);
    Tensor grid = Grid.of(AXIS, AXIS, AXIS);
    Tensor truth = HeatSolution.at(grid);
    Tensor learned = end.model().apply(grid, end.ps(), end.st()).y();
    Tensor middle = Tensor.scalar(HeatSolution.MIDDLE);
    return new Findings(
        List.of(
            Figure.bounded(
                "relativeError",
                "relative L2 error of u on a grid of 33 x 33 x 33",
                Grid.relativeError(learned.minus(middle), truth.minus(middle)),
                3.5e-2),
            Figure.bounded(
                "dataMse",
                "mean squared error of the scaled u on that grid",
                Losses.mse(learned, truth).item(),
                1.2e-5)),
        List.of(
            new Picture(
                name(),
                "The scaled solution, less one half, along x = y: what the network says, the"
                    + " truth, and the difference of the two.",
                diagonal(learned.minus(middle), truth.minus(middle)).png())));
  }

  /** {@return the plane x = y, on which u takes all its values} */
  private static Comparison diagonal(Tensor learned, Tensor truth) {
    int n = AXIS.size();
    int[] shape = {n * n, n};
    int[] rows = new int[n];
    for (int i = 0; i < n; i++) {
      rows[i] = i * n + i;
    }
    return new Comparison(
        "u",
        learned.reshape(shape).gather(0, rows),
        truth.reshape(shape).gather(0, rows),
        "x = y",
        AXIS,
        "t",
        AXIS);
  }
}
