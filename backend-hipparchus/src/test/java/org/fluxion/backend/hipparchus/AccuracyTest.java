package org.fluxion.backend.hipparchus;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.secondDerivative;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.backend.hipparchus.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Derivatives where the formulas of Hipparchus, or obvious ones, cancel or leave the range. */
class AccuracyTest {
  private static final Backend B = new HipparchusBackend(16);
  private static final double NEAR_ONE = 1 - 0x1p-40;

  /** A function of one number, and both derivatives there in closed form. */
  private record Point(String name, TensorFunction f, double x, double first, double second) {}

  private static double tanhSlope(double x) {
    double e = Math.exp(-2 * x);
    return 4 * e / ((1 + e) * (1 + e));
  }

  private static final double E_40 = Math.exp(-40);

  /** 1 − x² is (1 − x)(1 + x), of which no factor is rounded. */
  private static final double BELOW_ONE = 0x1p-40 * (1 + NEAR_ONE);

  private static final double STEEP = 1 / Math.sqrt(BELOW_ONE);

  @TestFactory
  Stream<DynamicTest> derivativesAreAccurateWhereValuesAre() {
    return Stream.of(
            new Point("tanh", x -> x.tanh(), 20, tanhSlope(20), -2 * tanhSlope(20)),
            new Point("tanh", x -> x.tanh(), -20, tanhSlope(20), 2 * tanhSlope(20)),
            new Point("tanh", x -> x.tanh(), 1e-9, 1, -2e-9),
            new Point("sigmoid", x -> x.sigmoid(), 40, E_40, -E_40),
            new Point("sigmoid", x -> x.sigmoid(), -800, 0, 0),
            new Point("sigmoid", x -> x.sigmoid(), 1e-9, 0.25, -1e-9 / 8),
            new Point("softplus", x -> x.softplus(), 800, 1, 0),
            new Point("softplus", x -> x.softplus(), -40, E_40, E_40),
            new Point("asin", x -> x.asin(), NEAR_ONE, STEEP, STEEP / BELOW_ONE * NEAR_ONE),
            new Point("asin", x -> x.asin(), -NEAR_ONE, STEEP, -STEEP / BELOW_ONE * NEAR_ONE),
            new Point("asin", x -> x.asin(), 1e-9, 1, 1e-9),
            new Point("acos", x -> x.acos(), NEAR_ONE, -STEEP, -STEEP / BELOW_ONE * NEAR_ONE),
            new Point(
                "acos", x -> x.acos(), -0.9, -1 / Math.sqrt(0.19), 0.9 * Math.pow(0.19, -1.5)),
            new Point("atan", x -> x.atan(), 1e100, 1e-200, -2e-300),
            new Point("atan", x -> x.atan(), -1e100, 1e-200, 2e-300),
            new Point("sinh", x -> x.sinh(), 700, Math.cosh(700), Math.sinh(700)),
            new Point("x / 1e-200", x -> x.div(1e-200), 1e-200, 1e200, 0),
            new Point("x⁻¹", x -> x.pow(-1), 1e-100, -1e200, 2e300),
            new Point("x^½", x -> x.pow(0.5), 1e-100, 0.5e50, -0.25e150),
            new Point("∛x", x -> x.cbrt(), -1e-90, 1e60 / 3, 2e150 / 9),
            new Point("log", x -> x.log(), 1e-100, 1e100, -1e200),
            new Point("|x|", x -> x.abs(), 0, 0, 0),
            new Point("relu x", x -> x.relu(), 0, 0, 0),
            new Point("x⁰", x -> x.pow(0), 0, 0, 0),
            new Point("x¹", x -> x.pow(1), 0, 1, 0),
            new Point("x³", x -> x.pow(3), 0, 0, 0))
        .map(
            p ->
                dynamicTest(
                    p.name() + " at " + p.x(),
                    () -> {
                      assertClose(p.first(), derivative(B, p.f(), p.x()).item(), "first");
                      assertClose(p.second(), secondDerivative(B, p.f(), p.x()).item(), "second");
                      Tensor x = Tensor.scalar(p.x());
                      assertClose(p.second(), hessian(B, p.f(), x).item(), "natively");
                    }));
  }

  @Test
  void lengthsAndAnglesStayInRange() {
    Tensor large = Tensor.vector(3e200, 4e200);
    Tensor small = Tensor.vector(3e-200, 4e-200);
    TensorFunction hypot = x -> x.get(0).hypot(x.get(1));
    TensorFunction angle = x -> x.get(0).atan2(x.get(1));
    for (Tensor x : new Tensor[] {large, small}) {
      assertClose(Tensor.vector(0.6, 0.8), gradient(B, hypot, x), "hypot at " + x);
      assertClose(Tensor.vector(0.6, 0.8), gradient(B, y -> y.norm(), x), "norm at " + x);
    }
    assertClose(Tensor.vector(0.16e-200, -0.12e-200), gradient(B, angle, large), "large");
    assertClose(Tensor.vector(0.16e200, -0.12e200), gradient(B, angle, small), "small");
    // One side 27 binary digits longer than the other, which Hipparchus takes for all.
    Tensor flat = Tensor.vector(1e10, 1);
    assertClose(1e-10, gradient(B, hypot, flat).get(1).item(), "the short side");
  }

  @Test
  void anglesAreConstantAtTheOriginAndAtInfinity() {
    TensorFunction angle = x -> x.get(0).atan2(x.get(1));
    assertEquals(Tensor.zeros(2), gradient(B, angle, Tensor.zeros(2)));
    Tensor far = Tensor.vector(1, Double.NEGATIVE_INFINITY);
    assertEquals(Tensor.zeros(2), gradient(B, angle, far));
    assertEquals(Math.PI, angle.apply(far).item());
  }

  @Test
  void singularMatricesHaveCofactors() {
    Tensor a = Tensor.matrix(new double[][] {{1, 2}, {2, 4}});
    Tensor cofactors = Tensor.matrix(new double[][] {{4, -2}, {-2, 1}});
    assertClose(cofactors, gradient(B, x -> x.det(), a), "of rank 1");
    Tensor b = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
    Tensor ofB = Tensor.matrix(new double[][] {{-3, 6, -3}, {6, -12, 6}, {-3, 6, -3}});
    assertClose(ofB, gradient(B, x -> x.det(), b), "of rank 2");
    assertEquals(Tensor.zeros(3, 3), gradient(B, x -> x.det(), Tensor.ones(3, 3)));
    // ∂²/∂a∂d and ∂²/∂b∂c of ad − bc.
    Tensor second =
        Tensor.matrix(new double[][] {{0, 0, 0, 1}, {0, 0, -1, 0}, {0, -1, 0, 0}, {1, 0, 0, 0}});
    assertClose(second, hessian(B, x -> x.det(), a), "second derivatives");
  }

  @Test
  void determinantsOfAnySizeAreTheSameWithAndWithoutDivision() {
    // The leading element makes a pivot tiny, so that the division-free way is taken.
    double tiny = 1e-9;
    Tensor a =
        Tensor.matrix(new double[][] {{tiny, 0, 0, 0}, {0, 2, 1, 0}, {0, 1, 3, 1}, {0, 0, 1, 4}});
    // det = tiny · 18; its cofactors by hand.
    Tensor expected =
        Tensor.matrix(
            new double[][] {
              {18, 0, 0, 0},
              {0, 11 * tiny, -4 * tiny, tiny},
              {0, -4 * tiny, 8 * tiny, -2 * tiny},
              {0, tiny, -2 * tiny, 5 * tiny}
            });
    Tensor scale = Tensor.vector(1, 1e9, 1e9, 1e9);
    Tensor got = gradient(B, x -> x.det(), a);
    assertClose(expected.times(scale), got.times(scale), "cofactors");
    Tensor larger = a.plus(Tensor.eye(4).times(Tensor.vector(1 - tiny, 0, 0, 0)));
    assertClose(
        Tensor.vector(18, 11, 8, 5), gradient(B, x -> x.det(), larger).diag(), "of a regular one");
  }

  /** Of ((a, b), (b, c)) the factor has b/√a below the diagonal. */
  @Test
  void factorsAreDifferentiatedAlongSymmetricChanges() {
    Tensor a = Tensor.matrix(new double[][] {{4, 2}, {2, 5}});
    Tensor expected = Tensor.matrix(new double[][] {{-0.125, 0.25}, {0.25, 0}});
    assertClose(expected, gradient(B, x -> x.cholesky().get(1, 0), a), "by the matrix");
  }

  @Test
  void infiniteSlopesDoNotSpoilOtherDirections() {
    Tensor x = Tensor.vector(0, 1);
    double inf = Double.POSITIVE_INFINITY;
    check(x, y -> y.get(0).sqrt(), inf, -inf);
    check(x, y -> y.get(0).cbrt(), inf, -inf);
    check(x, y -> y.get(0).log(), inf, -inf);
    check(x, y -> y.get(0).pow(0.5), inf, -inf);
    check(x, y -> y.get(0).pow(1.5), 0, inf);
    check(x, y -> y.get(0).times(y.get(0).sqrt()), 0, inf);
    check(x, y -> y.get(0).times(y.get(1)).sqrt().times(0), 0, 0);
    check(Tensor.vector(-0.0, 1), y -> y.get(0).sqrt(), inf, -inf);
    check(Tensor.vector(-0.0, 1), y -> y.get(0).log(), inf, -inf);
  }

  /** With the square of the other coordinate added, of which the derivatives are known. */
  private static void check(Tensor x, TensorFunction f, double first, double second) {
    TensorFunction sum = y -> f.apply(y).plus(y.get(1).square());
    assertEquals(Tensor.vector(first, 2), gradient(B, sum, x));
    Tensor expected = Tensor.matrix(new double[][] {{second, 0}, {0, 2}});
    assertEquals(expected, hessian(B, sum, x).plus(0));
  }

  @Test
  void extremaShareAndPassNaNOn() {
    Tensor x = Tensor.vector(1e308, 1e308, 0);
    assertEquals(Tensor.vector(0.5, 0.5, 0), gradient(B, y -> y.max(), x));
    assertEquals(Tensor.vector(0, 0, 1), gradient(B, y -> y.min(), x));
    Tensor nan = Tensor.vector(1, Double.NaN);
    for (TensorFunction f :
        new TensorFunction[] {
          y -> y.max(), y -> y.get(0).maximum(y.get(1)), y -> y.get(1).minimum(y.get(0))
        }) {
      assertEquals(Double.NaN, valueAndGradient(B, f, nan).value().item());
    }
  }

  @Test
  void logSumExpKnowsInfinity() {
    double inf = Double.POSITIVE_INFINITY;
    TensorFunction f = y -> y.logSumExp();
    assertClose(Tensor.vector(0.5, 0.5), gradient(B, f, Tensor.vector(1000, 1000)), "far out");
    assertEquals(Tensor.vector(0, 1), gradient(B, f, Tensor.vector(-inf, 0)));
    assertEquals(Tensor.zeros(2), gradient(B, f, Tensor.vector(-inf, -inf)));
  }
}
