package org.fluxion.engines;

import java.util.Map;
import java.util.TreeMap;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * Problems of Moré, Garbow and Hillstrom by number: the residuals of each as one vector.
 *
 * <p>A further problem is one more entry; the reference has values for 1 to 18.
 */
final class MghProblem {
  static final Map<Integer, TensorFunction> RESIDUALS =
      new TreeMap<>(
          Map.of(
              1, MghProblem::rosenbrock,
              2, MghProblem::freudensteinRoth,
              3, MghProblem::powellBadlyScaled,
              5, MghProblem::beale,
              13, MghProblem::powellSingular,
              14, MghProblem::wood,
              15, MghProblem::kowalikOsborne));

  private MghProblem() {}

  /** {@return the sum of the squares of the residuals} */
  static TensorFunction objective(int number) {
    TensorFunction residuals = RESIDUALS.get(number);
    return x -> residuals.apply(x).square().sum();
  }

  private static Tensor rosenbrock(Tensor x) {
    Tensor x1 = x.get(0);
    return Tensor.stack(0, x.get(1).minus(x1.square()).times(10), x1.unaryMinus().plus(1));
  }

  private static Tensor freudensteinRoth(Tensor x) {
    Tensor x1 = x.get(0);
    Tensor x2 = x.get(1);
    Tensor first = x2.unaryMinus().plus(5).times(x2).minus(2).times(x2);
    Tensor second = x2.plus(1).times(x2).minus(14).times(x2);
    return Tensor.stack(0, x1.plus(first).minus(13), x1.plus(second).minus(29));
  }

  private static Tensor powellBadlyScaled(Tensor x) {
    return Tensor.stack(
        0, x.get(0).times(x.get(1)).times(1e4).minus(1), x.unaryMinus().exp().sum().minus(1.0001));
  }

  private static Tensor beale(Tensor x) {
    Tensor powers = x.get(1).pow(Tensor.vector(1, 2, 3));
    return Tensor.vector(1.5, 2.25, 2.625).minus(x.get(0).times(powers.unaryMinus().plus(1)));
  }

  private static Tensor powellSingular(Tensor x) {
    return Tensor.stack(
        0,
        x.get(0).plus(x.get(1).times(10)),
        x.get(2).minus(x.get(3)).times(Math.sqrt(5)),
        x.get(1).minus(x.get(2).times(2)).square(),
        x.get(0).minus(x.get(3)).square().times(Math.sqrt(10)));
  }

  private static Tensor wood(Tensor x) {
    Tensor x2 = x.get(1);
    Tensor x4 = x.get(3);
    return Tensor.stack(
        0,
        x2.minus(x.get(0).square()).times(10),
        x.get(0).unaryMinus().plus(1),
        x4.minus(x.get(2).square()).times(Math.sqrt(90)),
        x.get(2).unaryMinus().plus(1),
        x2.plus(x4).minus(2).times(Math.sqrt(10)),
        x2.minus(x4).div(Math.sqrt(10)));
  }

  private static Tensor kowalikOsborne(Tensor x) {
    Tensor y =
        Tensor.vector(.1957, .1947, .1735, .1600, .0844, .0627, .0456, .0342, .0323, .0235, .0246);
    Tensor u = Tensor.vector(4, 2, 1, .5, .25, .167, .125, .1, .0833, .0714, .0625);
    Tensor numerator = x.get(0).times(u.square().plus(u.times(x.get(1))));
    Tensor denominator = u.square().plus(u.times(x.get(2))).plus(x.get(3));
    return y.minus(numerator.div(denominator));
  }
}
