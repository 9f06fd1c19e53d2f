package org.fluxion.layers;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.layers.Check.assertClose;
import static org.fluxion.layers.Check.assertShape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static final int MANY = 100_000;
  private static final Parameters NONE = Parameters.empty();

  private static State start(Layer layer) {
    return layer.initialState(new SplittableRandom(1));
  }

  private static Applied applied(Layer layer, Tensor x, State st) {
    return layer.apply(x, NONE, st);
  }

  /** The first numbers of seed 123 are 0.7066…, 0.2043…, 0.3516… and 0.2836…, see KeysTest. */
  @Test
  void dropsWhereTheNumberOfTheKeyIsBelowTheRate() {
    Layer layer = new Dropout(0.3);
    State st = start(layer).with("key", Tensor.vector(123, 0));
    Tensor y = applied(layer, Tensor.vector(7, -14, 2.1, 28), st).y();
    assertClose(Tensor.vector(10, 0, 3, 0), y);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
  void dropsTheShareOfTheRateAndKeepsTheMean(double rate) {
    Layer layer = new Dropout(rate);
    double[] y = applied(layer, Tensor.ones(MANY), start(layer)).y().toArray();
    double dropped = Arrays.stream(y).filter(e -> e == 0).count() / (double) MANY;
    // Five standard errors.
    assertEquals(rate, dropped, 5 * Math.sqrt(rate * (1 - rate) / MANY));
    double kept = 1 / (1 - rate);
    assertEquals(MANY, Arrays.stream(y).filter(e -> e == 0 || e == kept).count());
  }

  @Test
  void neighboursAndCallsAreNotCorrelated() {
    Layer layer = new Dropout(0.5);
    Applied first = applied(layer, Tensor.ones(MANY), start(layer));
    double[] one = first.y().toArray();
    double[] two = applied(layer, Tensor.ones(MANY), first.st()).y().toArray();
    double neighbours = 0;
    double calls = 0;
    for (int i = 0; i < MANY; i++) {
      neighbours += (one[i] - 1) * (one[(i + 1) % MANY] - 1);
      calls += (one[i] - 1) * (two[i] - 1);
    }
    assertEquals(0, neighbours / MANY, 5 / Math.sqrt(MANY));
    assertEquals(0, calls / MANY, 5 / Math.sqrt(MANY));
  }

  @Test
  void theGradientIsTheMask() {
    Layer layer = new Dropout(0.4);
    State st = start(layer);
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3, 4);
    Tensor mask = applied(layer, x, st).y().div(x);
    for (String spec : List.of("forward", "forward(batch=1)", "reverse", "mixed")) {
      Tensor slope = gradient(Backends.named(spec), z -> applied(layer, z, st).y().sum(), x);
      assertClose(mask, slope);
    }
  }

  @Test
  void sameKeySameMaskAndTheNextCallHasAnother() {
    for (Layer layer : List.of(new Dropout(0.5), new AlphaDropout(0.5))) {
      Tensor x = Tensor.ones(50);
      State st = start(layer);
      Applied first = applied(layer, x, st);
      assertEquals(first, applied(layer, x, st));
      assertNotEquals(st, first.st());
      assertEquals(st.paths(), first.st().paths());
      assertNotEquals(first.y(), applied(layer, x, first.st()).y());
      assertNotEquals(st, layer.initialState(new SplittableRandom(2)));
    }
  }

  @Test
  void inTestModeNothingHappens() {
    for (Layer layer : List.of(new Dropout(0.5), new AlphaDropout(0.5))) {
      Tensor x = Tensor.vector(1, 2);
      State st = start(layer).testing();
      assertSame(x, applied(layer, x, st).y());
      assertSame(st, applied(layer, x, st).st());
    }
  }

  @Test
  void takeAnyShapeAndABatchWithoutSamples() {
    for (Layer layer : List.of(new Dropout(0.5), new AlphaDropout(0.5))) {
      assertShape(applied(layer, Tensor.zeros(0, 3), start(layer)).y(), 0, 3);
      assertShape(applied(layer, Tensor.scalar(1), start(layer)).y());
    }
  }

  /** For x with mean 0 and variance 1, as behind SELU: mean 0 and variance 1. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.2, 0.5})
  void alphaDropoutKeepsMeanAndVariance(double rate) {
    Layer layer = new AlphaDropout(rate);
    Tensor x = Initialisers.kaimingNormal(1).initialise(new SplittableRandom(3), 1, 1, MANY);
    double[] y = applied(layer, x, start(layer)).y().toArray();
    double mean = Arrays.stream(y).average().orElseThrow();
    double variance = Arrays.stream(y).map(e -> e * e).average().orElseThrow() - mean * mean;
    assertEquals(0, mean, 5 / Math.sqrt(MANY));
    // No fourth moment here is above 7.
    assertEquals(1, variance, 5 * Math.sqrt(6.0 / MANY));
  }

  /**
   * Rate 0.3, so q = 0.7: a = (q + α′² q (1 − q))^(−½) and b = −a (1 − q) α′ with α′ = −1.7581…, by
   * Python's math module.
   */
  @Test
  void alphaDropoutHasTheValuesOfItsFormula() {
    Layer layer = new AlphaDropout(0.3);
    State st = start(layer).with("key", Tensor.vector(123, 0));
    assertClose(
        Tensor.vector(1.3150446843834191, -1.05954815898648, 3.036949916876131, -1.05954815898648),
        applied(layer, Tensor.vector(1, 2, 3, 4), st).y());
  }

  @Test
  void refuseARateThatIsNone() {
    assertRefused("Dropout: rate must be in [0, 1), given 1.0", () -> new Dropout(1));
    assertRefused("Dropout: rate must be in [0, 1), given -0.1", () -> new Dropout(-0.1));
    assertRefused(
        "AlphaDropout: rate must be in [0, 1), given NaN", () -> new AlphaDropout(Double.NaN));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }
}
