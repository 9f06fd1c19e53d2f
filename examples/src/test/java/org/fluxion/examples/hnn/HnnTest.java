package org.fluxion.examples.hnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.fluxion.Backends;
import org.fluxion.Parameters;
import org.fluxion.examples.jobs.Grid;
import org.fluxion.examples.jobs.ShortRun;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.WrappedFunction;
import org.fluxion.layers.training.Samples;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HnnTest {
  @TempDir Path folder;

  /** Weaker bounds, for 120 steps of 500: the field is right to a fifth of its size. */
  @Test
  void aShortTrainingLearnsTheFieldAndKeepsItsEnergy() {
    ShortRun run = ShortRun.of(new Hnn(), "mixed", 120, folder);
    assertTrue(run.figure("mse") < 0.1, run.toString());
    assertTrue(run.figure("orbitDistance") < 0.2, run.toString());
    assertTrue(run.figure("energyDrift") < 1e-5, run.toString());
  }

  /** π (q² + p²) is the spring's energy. */
  @ParameterizedTest
  @ValueSource(strings = {"mixed", "reverse"})
  void theTrueEnergyGivesTheTrueMotion(String spec) {
    Hamiltonian spring = spring(spec);
    Samples samples = Spring.samples(16);
    assertEquals(0, spring.field(samples.x()).minus(samples.y()).abs().max().item(), 1e-14);
    Tensor times = Grid.line(0, 1, 201);
    Tensor truth = Spring.orbit(times);
    Tensor orbit = spring.orbit(truth.slice(0, 0, 1), 1, 200);
    // The method's own error: of fourth order, so sixteen times smaller in half as long steps.
    double error = Hnn.distances(orbit, truth).max().item();
    double coarse =
        Hnn.distances(
                spring.orbit(truth.slice(0, 0, 1), 1, 100), Spring.orbit(Grid.line(0, 1, 101)))
            .max()
            .item();
    assertTrue(error < 1e-7, "error " + error);
    assertEquals(16, coarse / error, 0.5);
    assertEquals(Math.PI, Spring.energy(truth).mean().item(), 1e-12);
  }

  private static Hamiltonian spring(String spec) {
    return new Hamiltonian(
        Backends.named(spec),
        new StatefulLayer(
            new WrappedFunction(
                "energy", z -> z.square().sum(1).times(Math.PI).reshape(z.shape().get(0), 1)),
            Parameters.of(Map.of()),
            State.empty()));
  }
}
