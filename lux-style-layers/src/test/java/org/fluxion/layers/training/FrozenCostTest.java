package org.fluxion.layers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.interpreters.Counting;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Layer;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frozen parameters cost no gradient work at all, in counted multiply-adds. */
class FrozenCostTest {
  private static final int BATCH = 3;

  private static final Layer MODEL =
      Chain.of(new Dense(5, 7, Activation.TANH), new Dense(7, 6, Activation.TANH), new Dense(6, 4));

  /**
   * In multiply-adds of the three products for one sample, 35, 42 and 24. Each layer costs its
   * product once forward, once backward by its weight if that is trained, and once backward by its
   * input if anything is trained before it.
   */
  @ParameterizedTest
  @CsvSource({
    "'', 2, 3, 3",
    "layer_1, 1, 2, 3",
    "layer_2, 2, 2, 3",
    "layer_3, 2, 3, 2",
    "layer_1 layer_2, 1, 1, 2",
    "layer_1.weight, 1, 3, 3",
    "layer_1 layer_2.weight layer_3, 1, 1, 2",
    "layer_1 layer_2 layer_3.weight, 1, 1, 1"
  })
  void aStepCostsOnlyWhatIsTrained(String frozen, long first, long second, long third) {
    String[] paths = frozen.isEmpty() ? new String[0] : frozen.split(" ", -1);
    for (String name : new String[] {"mixed", "reverse"}) {
      assertEquals(
          BATCH * (35 * first + 42 * second + 24 * third),
          multiplyAdds(Backends.named(name), paths),
          name);
    }
  }

  private static long multiplyAdds(Backend backend, String... frozen) {
    Samples batch = new Samples(Tensor.ones(BATCH, 5), Tensor.zeros(BATCH, 4));
    TrainState start = TrainState.start(MODEL, new Sgd(0.1), new SplittableRandom(1));
    try (Counting counting = new Counting()) {
      TrainState watched =
          new TrainState(MODEL, start.ps().map(counting::watch), start.st(), start.optimiser())
              .freezing(frozen);
      watched.next(backend, LossFunction.supervised(Losses::mse), batch);
      return counting.counts().multiplyAdds();
    }
  }
}
