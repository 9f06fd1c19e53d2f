package org.fluxion.benchmarks.adbench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.ValueAndGradient;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What is compared computes the same. The values are of another program, in float64. */
class AdBenchByHandTest {
  private static final double RELATIVE = 1e-10;

  @Test
  void theMixtureOfGaussiansHasOneGradient() {
    GmmData data = GmmData.read();
    double[] gradient = new double[data.at().length];
    GmmByHand byHand = new GmmByHand(data);
    double value = byHand.gradient(data.at(), gradient);
    assertEquals(value, byHand.value(data.at()));
    assertSame(-25649.6526211973, new Gmm(data), data.at(), value, gradient);
  }

  @Test
  void theLstmHasOneGradient() {
    LstmData data = LstmData.read();
    double[] gradient = new double[data.at().length];
    LstmByHand byHand = new LstmByHand(data);
    double value = byHand.gradient(data.at(), gradient);
    assertEquals(value, byHand.value(data.at()));
    assertSame(0.666665179558853, new Lstm(data), data.at(), value, gradient);
  }

  private static void assertSame(
      double expected, TensorFunction f, double[] at, double value, double[] gradient) {
    ValueAndGradient<Tensor> got =
        Derivatives.valueAndGradient(Backends.named("reverse"), f, Tensor.vector(at));
    assertEquals(expected, got.value().item(), RELATIVE * Math.abs(expected));
    assertEquals(expected, value, RELATIVE * Math.abs(expected));
    double scale = got.gradient().abs().max().item();
    assertArrayEquals(got.gradient().toArray(), gradient, RELATIVE * scale);
  }
}
