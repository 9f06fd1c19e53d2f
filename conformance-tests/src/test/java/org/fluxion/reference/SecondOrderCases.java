package org.fluxion.reference;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.valueGradientAndHessian;
import static org.fluxion.reference.Case.firstBy;
import static org.fluxion.reference.Case.second;
import static org.fluxion.reference.Case.secondBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.ValueGradientAndHessian;
import org.fluxion.tensor.Tensor;

/** Hessians, the Laplacian, and what holds for every Hessian. */
final class SecondOrderCases {
  private static final Tensor Q = Tensor.matrix(new double[][] {{1, 2, 0}, {0, 3, -1}, {4, 0, 2}});
  private static final TensorFunction PRODUCT_OF_SUMS = x -> x.pow(4).sum().times(x.pow(6).sum());

  /** Curved in every direction, with no symmetry. */
  private static final TensorFunction SMOOTH =
      x -> Functions.rosenbrock(x).times(0.01).plus(x.logSumExp()).plus(x.prod().sin());

  private static final Tensor GENERIC = Tensor.vector(0.3, -0.7, 1.1, 0.4);

  static final List<Case> CASES =
      List.of(
          second("H01", Derivatives::hessian, x -> x.dot(Q.matmul(x))),
          firstBy(
                  "H03",
                  (e, r) -> r.part("gradient").accepts(gradient(e.outer(), PRODUCT_OF_SUMS, r.x())))
              .titled("gradient"),
          secondBy(
                  "H03",
                  (e, r) -> r.part("hessian").accepts(hessian(e.outer(), PRODUCT_OF_SUMS, r.x())))
              .titled("Hessian"),
          second("H05", Derivatives::hessian, x -> x.norm()),
          second(
              "H07",
              Derivatives::hessian,
              x -> x.get(0).div(x.get(1)).plus(x.get(2)).plus(x.get(3).reciprocal())),
          second("H09", Derivatives::laplacian, x -> x.square().sum().unaryMinus().exp()),
          secondBy("H11", SecondOrderCases::isSymmetric),
          secondBy("H13", SecondOrderCases::taylorRatios),
          second("H15", Derivatives::hessian, y -> Tensor.vector(1, 2).hypot(y).sum()));

  private SecondOrderCases() {}

  private static void isSymmetric(Engine engine, Reference reference) {
    assertEquals("symmetric", reference.expected().textValue());
    Tensor h = hessian(engine.outer(), SMOOTH, GENERIC);
    double apart = h.minus(h.transpose()).abs().max().item();
    assertTrue(apart <= 4 * Math.ulp(h.norm().item()), () -> "|H - H'| is " + apart);
  }

  /** What a step h leaves over behind the gradient falls with h², behind the Hessian with h³. */
  private static void taylorRatios(Engine engine, Reference reference) {
    assertEquals("ratio 4 / 8 per halving", reference.expected().textValue());
    ValueGradientAndHessian at = valueGradientAndHessian(engine.outer(), SMOOTH, GENERIC);
    Tensor v = Tensor.vector(0.5, -1, 0.8, 0.3);
    double slope = at.gradient().dot(v).item();
    double curvature = v.dot(at.hessian().matmul(v)).item();
    double[] behindGradient = new double[2];
    double[] behindHessian = new double[2];
    for (int i = 0; i < 2; i++) {
      double h = 1e-3 / (1 << i);
      double moved = SMOOTH.apply(GENERIC.plus(v.times(h))).item() - at.value().item();
      behindGradient[i] = moved - h * slope;
      behindHessian[i] = behindGradient[i] - h * h / 2 * curvature;
    }
    assertEquals(4, behindGradient[0] / behindGradient[1], 0.02, "behind the gradient");
    assertEquals(8, behindHessian[0] / behindHessian[1], 0.08, "behind the Hessian");
  }
}
