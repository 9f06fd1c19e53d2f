package org.fluxion.engines;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.valueAndDerivative;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fluxion.TensorFunction;
import org.fluxion.ValueAndDerivative;
import org.fluxion.ValueAndGradient;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs of a million operations: nothing may grow with them but the tape. */
class LongLoopTest {
  private static final int STEPS = 1_000_000;

  private static final TensorFunction SUM_OF_MULTIPLES =
      x -> {
        Tensor sum = Tensor.scalar(0);
        for (int k = 1; k <= STEPS / 2; k++) {
          sum = sum.plus(x.times(k)); // two operations
        }
        return sum;
      };

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aSumOfMultiplesIsExact(String spec) {
    double terms = STEPS / 2;
    double triangle = 0.5 * terms * (terms + 1); // a whole number, exact in doubles
    ValueAndGradient<Tensor> both =
        valueAndGradient(Engines.named(spec), SUM_OF_MULTIPLES, Tensor.scalar(3));
    assertEquals(Tensor.scalar(3 * triangle), both.value());
    assertEquals(Tensor.scalar(triangle), both.gradient());
  }

  /** x ← c x + d from x₀ gives cⁿ x₀ + d (1 − cⁿ) / (1 − c). */
  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void anAffineIterationHasItsClosedForm(String spec) {
    double c = 1 - 0x1p-19;
    double d = 0.25;
    TensorFunction iteration =
        x -> {
          Tensor y = x;
          for (int k = 0; k < STEPS / 2; k++) {
            y = y.times(c).plus(d); // two operations
          }
          return y;
        };
    double power = Math.exp(STEPS / 2 * Math.log1p(-0x1p-19));
    ValueAndDerivative both = valueAndDerivative(Engines.named(spec), iteration, 2);
    // Half a million roundings, each of 1e-16.
    assertClose(power * 2 + d * (1 - power) / (1 - c), both.value().item(), 1e-10, "value");
    assertClose(power, both.derivative().item(), 1e-10, "derivative");
  }

  /** Every step takes two values of the step before: a tape with many uses of each value. */
  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void valuesThatAreUsedTwiceAccumulate(String spec) {
    TensorFunction doubling =
        x -> {
          Tensor y = x;
          for (int k = 0; k < STEPS / 2; k++) {
            y = y.plus(y).times(0.5);
          }
          return y;
        };
    assertEquals(Tensor.scalar(1), gradient(Engines.named(spec), doubling, Tensor.scalar(0.3)));
  }
}
