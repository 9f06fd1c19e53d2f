package org.fluxion.reference;

import static org.fluxion.reference.Case.first;
import static org.fluxion.reference.Case.second;

import java.util.List;
import org.fluxion.Derivatives;
import org.fluxion.tensor.Tensor;

/** Points where a derivative is infinite, is a convention, or is lost by a careless rule. */
final class SingularPointCases {
  static final List<Case> CASES =
      List.of(
          first("S01", Derivatives::derivative, Tensor::sqrt),
          first("S03", Derivatives::derivative, Tensor::log),
          first("S05", Derivatives::derivative, x -> x.times(x).sqrt()),
          first("S07", Derivatives::gradient, x -> x.norm()),
          first("S09", Derivatives::gradient, x -> x.norm()),
          first("S11", Derivatives::gradient, x -> x.norm()),
          first("S13", Derivatives::gradient, x -> x.get(0).hypot(x.get(1))),
          first("S15", Derivatives::derivative, x -> x.pow(0)),
          first("S17", Derivatives::derivative, x -> x.pow(1.0)),
          first("S17", Derivatives::derivative, x -> x.pow(Tensor.scalar(1)))
              .titled("to the power of a tensor"),
          first("S19", Derivatives::derivative, x -> x.pow(0.5)),
          first("S21", Derivatives::derivative, x -> x.pow(-1.5)),
          first("S23", Derivatives::derivative, x -> Tensor.scalar(0).pow(x)),
          first("S25", Derivatives::derivative, x -> Tensor.scalar(0).pow(x)),
          first("S27", Derivatives::gradient, x -> x.get(0).pow(x.get(1))),
          first("S29", Derivatives::derivative, x -> x.pow(2.0)),
          first("S29", Derivatives::derivative, x -> x.pow(Tensor.scalar(2)))
              .titled("to the power of a tensor"),
          first("S31", Derivatives::gradient, x -> x.get(0).pow(x.get(1))),
          first("S33", Derivatives::derivative, z -> z.pow(0).plus(z)),
          first("S35", Derivatives::derivative, Tensor::cbrt),
          first("S37", Derivatives::derivative, Tensor::acos),
          first("S39", Derivatives::derivative, Tensor::abs),
          first("S41", Derivatives::derivative, Tensor::sign),
          first("S43", Derivatives::derivative, Tensor::relu),
          second("S45", Derivatives::secondDerivative, Tensor::relu),
          first("S47", Derivatives::gradient, x -> x.get(0).maximum(x.get(1))),
          first("S47", Derivatives::gradient, x -> x.max()).titled("as a reduction"),
          first("S49", Derivatives::gradient, x -> x.get(0).minimum(x.get(1))),
          first("S49", Derivatives::gradient, x -> x.min()).titled("as a reduction"),
          first("S51", Derivatives::derivative, x -> x.clip(0, 1)),
          first("S53", Derivatives::gradient, x -> x.get(0).atan2(x.get(1))),
          first("S55", Derivatives::gradient, x -> x.get(0).atan2(x.get(1))),
          first("S57", Derivatives::gradient, x -> x.get(0).atan2(x.get(1))),
          first("S59", Derivatives::derivative, x -> x.times(Tensor.scalar(3).log())),
          second("S63", Derivatives::secondDerivative, SingularPointCases::sinc),
          first("S65", Derivatives::gradient, x -> x.get(0).times(x.get(1)).sqrt()),
          first("S67", Derivatives::gradient, x -> x.prod()),
          second("S69", Derivatives::hessian, x -> x.prod()),
          first("S71", Derivatives::derivative, x -> Tensor.where(x.greater(0), x, x.expm1())));

  private SingularPointCases() {}

  /** sin(πx)/(πx), by its series where the quotient has no derivatives. */
  private static Tensor sinc(Tensor x) {
    Tensor angle = x.times(Math.PI);
    if (angle.abs().isGreaterThan(1e-2)) {
      return angle.sin().div(angle);
    }
    Tensor square = angle.square();
    return square.div(20).unaryMinus().plus(1).times(square.div(-6)).plus(1);
  }
}
