package org.fluxion.examples.burgers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.fluxion.Backends;
import org.fluxion.Parameters;
import org.fluxion.examples.jobs.ShortRun;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.WrappedFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BurgersTest {
  @TempDir Path folder;

  /**
   * Weaker bound: after 200 steps of 12,000 the network has the wave, but not yet its shock; one
   * that says 0 everywhere has the error 1.
   */
  @Test
  void aShortTrainingFindsTheWave() {
    ShortRun run = ShortRun.of(new Burgers(), "mixed", 200, folder);
    assertTrue(run.figure("relativeError") < 0.7, run.toString());
  }

  /** u = x / (1 + t) solves u_t + u u_x = 0 and has no second derivative. */
  @ParameterizedTest
  @ValueSource(strings = {"mixed", "reverse"})
  void aSolutionInTheInteriorLeavesNothingOver(String spec) {
    Layer exact = new WrappedFunction("exact", p -> column(p, 0).div(column(p, 1).plus(1)));
    assertEquals(0, loss(spec, exact, 1), 1e-28);
  }

  /** u = x² leaves 2x³ − 2ν over. */
  @ParameterizedTest
  @ValueSource(strings = {"mixed", "reverse"})
  void whatTheEquationLeavesOverIsSquaredAndAveraged(String spec) {
    Layer parabola = new WrappedFunction("parabola", p -> column(p, 0).square());
    Tensor left =
        column(interior(), 0).pow(3).times(2).minus(2 * ColeHopf.VISCOSITY).square().mean();
    double edge = 4;
    assertEquals(left.item() + edge, loss(spec, parabola, 3), 1e-12);
  }

  @Test
  void thePointsAreInsideAndOnTheEdgeWithItsValues() {
    BurgersPoints points = BurgersPoints.of(50, 20, new SplittableRandom(3));
    double[] inside = points.interior().toArray();
    for (int i = 0; i < 50; i++) {
      assertTrue(Math.abs(inside[2 * i]) <= 1 && inside[2 * i + 1] >= 0 && inside[2 * i + 1] < 1);
    }
    double[] edge = points.edge().toArray();
    double[] target = points.target().toArray();
    for (int i = 0; i < 20; i++) {
      double x = edge[2 * i];
      assertTrue(edge[2 * i + 1] == 0 || Math.abs(x) == 1, "point " + i);
      assertEquals(edge[2 * i + 1] == 0 ? -Math.sin(Math.PI * x) : 0, target[i], 1e-15);
    }
  }

  private static Tensor interior() {
    return Tensor.matrix(new double[][] {{-0.5, 0.25}, {0.5, 0.5}, {0.1, 0.75}});
  }

  /** The edge is x = 1 at t = 0, where both functions are 1. */
  private static double loss(String spec, Layer model, double target) {
    StatefulLayer network = new StatefulLayer(model, Parameters.of(Map.of()), State.empty());
    BurgersPoints points =
        new BurgersPoints(
            interior(), Tensor.matrix(new double[][] {{1, 0}}), Tensor.full(target, 1, 1));
    return new Burgers().loss(Backends.named(spec), network, points).item();
  }

  private static Tensor column(Tensor matrix, int column) {
    return matrix.slice(1, column, column + 1);
  }
}
