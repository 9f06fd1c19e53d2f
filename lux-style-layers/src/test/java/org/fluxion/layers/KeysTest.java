package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.ShapeMismatchException;
import org.fluxion.Vectorized;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.Test;

/** The numbers were computed from the formulas in Python, with integers of any length. */
class KeysTest {
  /** Those of InitialisersTest, the published first longs of SplitMix64 with seed 0. */
  @Test
  void theFirstKeyOfSeedZeroGivesTheNumbersOfSplitMix64() {
    long[] longs = {0xe220a8397b1dcdafL, 0x6e789e6aa1b965f4L, 0x06c45d188009454fL};
    Tensor expected =
        Tensor.vector(Arrays.stream(longs).mapToDouble(l -> (l >>> 11) * 0x1.0p-53).toArray());
    assertEquals(expected, Keys.uniform(Tensor.vector(0, 0), 3));
  }

  @Test
  void numbersFollowFromTheKeyByTheFormulas() {
    assertEquals(
        Tensor.vector(
            0.706636763138272, 0.20435033471462283, 0.35162493365242853, 0.28368091595365275),
        Keys.uniform(Tensor.vector(123, 0), 4));
    assertEquals(
        Tensor.vector(0.38992508144041205, 0.2441835478587867, 0.6329250964406115),
        Keys.uniform(Tensor.vector(0x1p53 - 1, 7), 3));
  }

  @Test
  void theNextKeyGivesOtherNumbers() {
    Tensor next = Keys.next(Tensor.vector(123, 0));
    assertEquals(Tensor.vector(123, 1), next);
    assertEquals(
        Tensor.of(
            new double[] {
              0.3906874551573052, 0.001806561197452372, 0.8889757682256542, 0.7155830716360958
            },
            2,
            2),
        Keys.uniform(next, 2, 2));
  }

  @Test
  void aFirstKeyIsAWholeNumberOf53BitsAndDiffersFromLongToLong() {
    assertEquals(Tensor.vector(0x1p53 - 1, 0), Keys.first(() -> -1L));
    SplittableRandom rng = new SplittableRandom(1);
    Set<Tensor> keys = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      keys.add(Keys.first(rng));
    }
    assertEquals(1000, keys.size());
  }

  @Test
  void numbersOfManyKeysAreSpreadEvenly() {
    int keys = 20_000;
    int below = 0;
    for (int i = 0; i < keys; i++) {
      below += Keys.uniform(Tensor.vector(9, i), 1).item() < 0.25 ? 1 : 0;
    }
    // Five standard errors; the first number of each key, so keys must not resemble each other.
    assertEquals(0.25, below / (double) keys, 5 * Math.sqrt(0.1875 / keys));
  }

  @Test
  void numbersAreConstantsToDerivatives() {
    Tensor key = Tensor.vector(123, 0);
    Tensor slope =
        Derivatives.gradient(
            Backends.named("reverse"), k -> Keys.uniform(k, 3).sum().times(k.sum()), key);
    assertClose(Keys.uniform(key, 3).sum().broadcastTo(2), slope);
    ForwardMode.pushforward(
        k -> {
          assertTrue(Keys.next(k) instanceof Tracer);
          assertFalse(Keys.next(key) instanceof Tracer);
          return k;
        },
        key,
        Tensor.ones(2));
  }

  @Test
  void eachRowOfABatchOfKeysHasItsOwnNumbers() {
    Tensor keys = Tensor.matrix(new double[][] {{123, 0}, {0, 0}});
    Tensor drawn = Vectorized.overRows(key -> Keys.uniform(key, 3)).apply(keys);
    assertEquals(Keys.uniform(Tensor.vector(123, 0), 3), drawn.get(0));
    assertEquals(Keys.uniform(Tensor.vector(0, 0), 3), drawn.get(1));
  }

  @Test
  void refusesWhatIsNoKey() {
    var error = assertThrows(ShapeMismatchException.class, () -> Keys.uniform(Tensor.scalar(1), 3));
    assertEquals("Keys: a key has shape [2], given []; make one by Keys.first", error.getMessage());
    assertThrows(ShapeMismatchException.class, () -> Keys.next(Tensor.zeros(3)));
  }
}
