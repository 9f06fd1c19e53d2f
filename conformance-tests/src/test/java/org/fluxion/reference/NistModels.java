package org.fluxion.reference;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.BinaryOperator;
import org.fluxion.tensor.Tensor;

/** The models of the data sets: of parameters b, and of predictors x with one row each. */
final class NistModels {
  static final Map<String, BinaryOperator<Tensor>> BY_NAME =
      Map.ofEntries(
          entry("Chwirut1", on(NistModels::chwirut)),
          entry("Chwirut2", on(NistModels::chwirut)),
          entry("DanWood", on((b, x) -> b.get(0).times(x.pow(b.get(1))))),
          entry("ENSO", on(NistModels::enso)),
          entry("Gauss1", on(NistModels::gauss)),
          entry("Gauss2", on(NistModels::gauss)),
          entry("Gauss3", on(NistModels::gauss)),
          entry("Hahn1", on((b, x) -> rational(b, 4, x))),
          entry("Kirby2", on((b, x) -> rational(b, 3, x))),
          entry("Lanczos1", on(NistModels::lanczos)),
          entry("Lanczos2", on(NistModels::lanczos)),
          entry("Lanczos3", on(NistModels::lanczos)),
          entry("MGH17", on(NistModels::mgh17)),
          entry("Misra1a", on((b, x) -> b.get(0).times(exp(b.get(1), x).unaryMinus().plus(1)))),
          entry(
              "Misra1b",
              on((b, x) -> b.get(0).times(powerOf(b.get(1).div(2), x, -2).unaryMinus().plus(1)))),
          entry(
              "Misra1c",
              on(
                  (b, x) ->
                      b.get(0).times(powerOf(b.get(1).times(2), x, -.5).unaryMinus().plus(1)))),
          entry(
              "Misra1d",
              on((b, x) -> b.get(0).times(b.get(1)).times(x).times(powerOf(b.get(1), x, -1)))),
          entry("Nelson", NistModels::nelson),
          entry("Roszman1", on(NistModels::roszman)));

  private NistModels() {}

  /** {@return a model with the one predictor there is as a vector} */
  private static BinaryOperator<Tensor> on(BinaryOperator<Tensor> model) {
    return (b, x) -> model.apply(b, x.flatten());
  }

  /** {@return e^(−rate · x)} */
  private static Tensor exp(Tensor rate, Tensor x) {
    return rate.times(x).unaryMinus().exp();
  }

  private static Tensor decay(Tensor b, int first, Tensor x) {
    return b.get(first).times(exp(b.get(first + 1), x));
  }

  private static Tensor peak(Tensor b, int first, Tensor x) {
    Tensor distance = x.minus(b.get(first + 1)).div(b.get(first + 2));
    return b.get(first).times(distance.square().unaryMinus().exp());
  }

  /** {@return (1 + slope · x) to a power} */
  private static Tensor powerOf(Tensor slope, Tensor x, double power) {
    return slope.times(x).plus(1).pow(power);
  }

  /** {@return a quotient of polynomials; the denominator begins with 1} */
  private static Tensor rational(Tensor b, int numerator, Tensor x) {
    Tensor denominator = Tensor.concat(0, Tensor.ones(1), b.slice(0, numerator, b.size()));
    return polynomial(b.slice(0, 0, numerator), x).div(polynomial(denominator, x));
  }

  private static Tensor polynomial(Tensor coefficients, Tensor x) {
    Tensor value = coefficients.get(coefficients.size() - 1);
    for (int i = coefficients.size() - 2; i >= 0; i--) {
      value = value.times(x).plus(coefficients.get(i));
    }
    return value;
  }

  private static Tensor chwirut(Tensor b, Tensor x) {
    return exp(b.get(0), x).div(b.get(1).plus(b.get(2).times(x)));
  }

  private static Tensor gauss(Tensor b, Tensor x) {
    return decay(b, 0, x).plus(peak(b, 2, x)).plus(peak(b, 5, x));
  }

  private static Tensor lanczos(Tensor b, Tensor x) {
    return decay(b, 0, x).plus(decay(b, 2, x)).plus(decay(b, 4, x));
  }

  private static Tensor mgh17(Tensor b, Tensor x) {
    return b.get(0).plus(b.get(1).times(exp(b.get(3), x))).plus(b.get(2).times(exp(b.get(4), x)));
  }

  private static Tensor enso(Tensor b, Tensor x) {
    return b.get(0)
        .plus(cycle(b.get(1), b.get(2), Tensor.scalar(12), x))
        .plus(cycle(b.get(4), b.get(5), b.get(3), x))
        .plus(cycle(b.get(7), b.get(8), b.get(6), x));
  }

  private static Tensor cycle(Tensor cosine, Tensor sine, Tensor period, Tensor x) {
    Tensor phase = x.times(2 * Math.PI).div(period);
    return cosine.times(phase.cos()).plus(sine.times(phase.sin()));
  }

  private static Tensor nelson(Tensor b, Tensor x) {
    Tensor time = x.slice(1, 0, 1).flatten();
    Tensor temperature = x.slice(1, 1, 2).flatten();
    return b.get(0).minus(b.get(1).times(time).times(exp(b.get(2), temperature)));
  }

  private static Tensor roszman(Tensor b, Tensor x) {
    Tensor angle = b.get(2).div(x.minus(b.get(3))).atan();
    return b.get(0).minus(b.get(1).times(x)).minus(angle.div(Math.PI));
  }
}
