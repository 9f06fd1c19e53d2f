package org.fluxion.benchmarks.rosenbrock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.ValueAndGradient;
import org.fluxion.tensor.Tensor;
import org.hipparchus.analysis.differentiation.Gradient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compared computes the same. */
class RosenbrockTest {
  private static final double RELATIVE = 1e-10;

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 1_000})
  void allStylesHaveOneGradient(int n) {
    double[] x = Rosenbrock.point(n);
    double[] byHand = new double[n];
    double value = Rosenbrock.byHand(x, byHand);
    for (TensorFunction f :
        new TensorFunction[] {Rosenbrock.scalarCode(), Rosenbrock.vectorCode()}) {
      ValueAndGradient<Tensor> got =
          Derivatives.valueAndGradient(Backends.named("reverse"), f, Tensor.vector(x));
      assertSame(value, byHand, got.value().item(), got.gradient().toArray());
    }
    Gradient hipparchus = new HipparchusRosenbrock(x).value();
    assertSame(value, byHand, hipparchus.getValue(), hipparchus.getGradient());
  }

  private static void assertSame(
      double value, double[] gradient, double gotValue, double[] gotGradient) {
    assertEquals(value, gotValue, RELATIVE * value);
    double scale = Tensor.vector(gradient).abs().max().item();
    assertArrayEquals(gradient, gotGradient, RELATIVE * scale);
  }
}
