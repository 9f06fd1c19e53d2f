package org.fluxion.examples.heat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.fluxion.Backends;
import org.fluxion.Parameters;
import org.fluxion.examples.jobs.ShortRun;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.WrappedFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Heat2dTest {
  @TempDir Path folder;

  /**
   * Much weaker bounds, for 600 steps of 30,000: by then the network is just better than one that
   * says ½, whose relative error is 1.
   */
  @Test
  void aShortTrainingGetsNear() {
    ShortRun run = ShortRun.of(new Heat2d(), "mixed", 600, folder);
    assertTrue(run.figure("relativeError") < 0.99, run.toString());
    assertTrue(run.figure("dataMse") < 7.8e-3, run.toString());
  }

  /** With the factor ½ the truth has no loss; without it, nothing would. */
  @ParameterizedTest
  @ValueSource(strings = {"mixed", "reverse"})
  void theTruthHasNoLoss(String spec) {
    StatefulLayer truth =
        new StatefulLayer(
            new WrappedFunction("truth", HeatSolution::at), Parameters.of(Map.of()), State.empty());
    HeatPoints points = HeatPoints.of(64, new SplittableRandom(1));
    double loss = new Heat2d().loss(Backends.named(spec), truth, points).item();
    assertEquals(0, loss, 1e-26);
  }

  @Test
  void theScaledSolutionIsThatOfTheEquation() {
    Tensor at = Tensor.matrix(new double[][] {{0.25, 0.5, 0.125}, {1, 1, 0}});
    double[] scaled = HeatSolution.at(at).toArray();
    for (int i = 0; i < 2; i++) {
      double x = 2 * at.get(i, 0).item();
      double y = 2 * at.get(i, 1).item();
      double t = 2 * at.get(i, 2).item();
      double u = Math.exp(x + y) * Math.cos(x + y + 4 * t);
      double top = Math.exp(4);
      assertEquals((u + top) / (2 * top), scaled[i], 1e-15);
    }
  }

  @Test
  void edgePointsAreOnTheSidesOrAtTheBeginning() {
    double[] edge = HeatPoints.of(25, new SplittableRandom(1)).edge().toArray();
    int beginnings = 0;
    for (int i = 0; i < 25; i++) {
      double x = edge[3 * i];
      double y = edge[3 * i + 1];
      boolean onSide = x == 0 || x == 1 || y == 0 || y == 1;
      boolean atBeginning = edge[3 * i + 2] == 0;
      assertTrue(onSide ^ atBeginning, "point " + i);
      beginnings += atBeginning ? 1 : 0;
    }
    assertEquals(5, beginnings);
  }
}
