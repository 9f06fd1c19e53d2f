package org.fluxion.engines;

import static java.util.Map.entry;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/** Problems 1 to 18 of Moré, Garbow and Hillstrom: the residuals of each as one vector. */
final class MghProblem {
  static final Map<Integer, TensorFunction> RESIDUALS =
      new TreeMap<>(
          Map.ofEntries(
              entry(1, MghProblem::rosenbrock),
              entry(2, MghProblem::freudensteinRoth),
              entry(3, MghProblem::powellBadlyScaled),
              entry(4, MghProblem::brownBadlyScaled),
              entry(5, MghProblem::beale),
              entry(6, MghProblem::jennrichSampson),
              entry(7, MghProblem::helicalValley),
              entry(8, MghProblem::bard),
              entry(9, MghProblem::gaussian),
              entry(10, MghProblem::meyer),
              entry(11, MghProblem::gulf),
              entry(12, MghProblem::box),
              entry(13, MghProblem::powellSingular),
              entry(14, MghProblem::wood),
              entry(15, MghProblem::kowalikOsborne),
              entry(16, MghProblem::brownDennis),
              entry(17, MghProblem::osborne),
              entry(18, MghProblem::biggs)));

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

  private static Tensor brownBadlyScaled(Tensor x) {
    return Tensor.stack(
        0, x.get(0).minus(1e6), x.get(1).minus(2e-6), x.get(0).times(x.get(1)).minus(2));
  }

  private static Tensor beale(Tensor x) {
    Tensor powers = x.get(1).pow(Tensor.vector(1, 2, 3));
    return Tensor.vector(1.5, 2.25, 2.625).minus(x.get(0).times(powers.unaryMinus().plus(1)));
  }

  private static Tensor jennrichSampson(Tensor x) {
    Tensor i = upTo(10, k -> k);
    Tensor exponentials = i.times(x.get(0)).exp().plus(i.times(x.get(1)).exp());
    return i.times(2).plus(2).minus(exponentials);
  }

  private static Tensor helicalValley(Tensor x) {
    Tensor turns = x.get(1).atan2(x.get(0)).div(2 * Math.PI);
    // The article cuts the plane at −90°, not at ±180°.
    Tensor theta = turns.isLessThan(-.25) ? turns.plus(1) : turns;
    return Tensor.stack(
        0,
        x.get(2).minus(theta.times(10)).times(10),
        x.get(0).hypot(x.get(1)).minus(1).times(10),
        x.get(2));
  }

  private static Tensor bard(Tensor x) {
    Tensor y =
        Tensor.vector(.14, .18, .22, .25, .29, .32, .35, .39, .37, .58, .73, .96, 1.34, 2.10, 4.39);
    Tensor u = upTo(15, i -> i);
    Tensor v = upTo(15, i -> 16 - i);
    Tensor denominator = v.times(x.get(1)).plus(u.minimum(v).times(x.get(2)));
    return y.minus(x.get(0).plus(u.div(denominator)));
  }

  private static Tensor gaussian(Tensor x) {
    Tensor half = Tensor.vector(.0009, .0044, .0175, .0540, .1295, .2420, .3521);
    Tensor y = Tensor.concat(0, half, Tensor.vector(.3989), half.flip(0));
    Tensor t = upTo(15, i -> (8 - i) / 2.0);
    Tensor exponent = x.get(1).times(t.minus(x.get(2)).square()).div(-2);
    return x.get(0).times(exponent.exp()).minus(y);
  }

  private static Tensor meyer(Tensor x) {
    Tensor y =
        Tensor.vector(
            34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427,
            3820, 3307, 2872);
    Tensor t = upTo(16, i -> 45 + 5 * i);
    return x.get(0).times(x.get(1).div(t.plus(x.get(2))).exp()).minus(y);
  }

  /** The article prints |yᵢ m i x₂|, in which the minus sign has become "m i". */
  private static Tensor gulf(Tensor x) {
    Tensor t = upTo(99, i -> i / 100.0);
    Tensor y = t.log().times(-50).pow(2.0 / 3).plus(25);
    return y.minus(x.get(1)).abs().pow(x.get(2)).div(x.get(0)).unaryMinus().exp().minus(t);
  }

  private static Tensor box(Tensor x) {
    Tensor t = upTo(10, i -> i / 10.0);
    Tensor last = decay(t, 1).minus(decay(t, 10)).times(x.get(2));
    return decay(t, x.get(0)).minus(decay(t, x.get(1))).minus(last);
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

  private static Tensor brownDennis(Tensor x) {
    Tensor t = upTo(20, i -> i / 5.0);
    Tensor first = x.get(0).plus(t.times(x.get(1))).minus(t.exp());
    Tensor second = x.get(2).plus(t.sin().times(x.get(3))).minus(t.cos());
    return first.square().plus(second.square());
  }

  private static Tensor osborne(Tensor x) {
    Tensor y =
        Tensor.vector(
            .844, .908, .932, .936, .925, .908, .881, .850, .818, .784, .751, .718, .685, .658,
            .628, .603, .580, .558, .538, .522, .506, .490, .478, .467, .457, .448, .438, .431,
            .424, .420, .414, .411, .406);
    Tensor t = upTo(33, i -> 10 * (i - 1));
    Tensor decays = x.get(1).times(decay(t, x.get(3))).plus(x.get(2).times(decay(t, x.get(4))));
    return y.minus(x.get(0).plus(decays));
  }

  private static Tensor biggs(Tensor x) {
    Tensor t = upTo(13, i -> i / 10.0);
    Tensor y = decay(t, 1).minus(decay(t, 10).times(5)).plus(decay(t, 4).times(3));
    return x.get(2)
        .times(decay(t, x.get(0)))
        .minus(x.get(3).times(decay(t, x.get(1))))
        .plus(x.get(5).times(decay(t, x.get(4))))
        .minus(y);
  }

  private static Tensor decay(Tensor t, double rate) {
    return decay(t, Tensor.scalar(rate));
  }

  private static Tensor decay(Tensor t, Tensor rate) {
    return t.times(rate).unaryMinus().exp();
  }

  /** {@return a constant of each i from 1 to m} */
  private static Tensor upTo(int m, IntToDoubleFunction constant) {
    return Tensor.vector(IntStream.rangeClosed(1, m).mapToDouble(constant).toArray());
  }
}
