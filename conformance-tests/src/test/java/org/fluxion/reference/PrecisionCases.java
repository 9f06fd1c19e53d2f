package org.fluxion.reference;

import static org.fluxion.reference.Case.first;
import static org.fluxion.reference.Case.second;

import java.util.List;
import org.fluxion.Derivatives;
import org.fluxion.tensor.Tensor;

/** Derivatives that overflow, cancel or vanish if they are computed carelessly. */
final class PrecisionCases {
  static final List<Case> CASES =
      List.of(
          first("P01", Derivatives::derivative, Tensor::log1p),
          first("P03", Derivatives::derivative, Tensor::log1p),
          first("P05", Derivatives::derivative, Tensor::log1p),
          first("P07", Derivatives::derivative, Tensor::expm1),
          first("P09", Derivatives::derivative, Tensor::expm1),
          first("P11", Derivatives::derivative, Tensor::softplus),
          first("P13", Derivatives::derivative, Tensor::softplus),
          first("P15", Derivatives::derivative, Tensor::softplus),
          second("P17", Derivatives::secondDerivative, Tensor::softplus),
          first("P19", Derivatives::derivative, x -> x.expm1().unaryMinus().log()),
          first("P21", Derivatives::derivative, x -> x.expm1().unaryMinus().log()),
          first("P23", Derivatives::derivative, Tensor::sigmoid),
          first("P25", Derivatives::derivative, Tensor::sigmoid),
          first("P27", Derivatives::derivative, Tensor::tanh),
          first("P29", Derivatives::gradient, x -> x.logSumExp()),
          first("P31", Derivatives::gradient, x -> x.logSumExp()),
          first("P33", Derivatives::gradient, x -> x.logSumExp()),
          second("P35", Derivatives::hessian, x -> x.logSumExp()),
          first("P39", Derivatives::derivative, Tensor::exp),
          first("P41", Derivatives::derivative, Tensor::erf),
          first("P43", Derivatives::derivative, Tensor::lgamma),
          first("P45", Derivatives::derivative, x -> x.plus(x.square().plus(1).sqrt()).log()),
          first("P47", Derivatives::derivative, x -> x.minus(1).sqrt()));

  private PrecisionCases() {}
}
