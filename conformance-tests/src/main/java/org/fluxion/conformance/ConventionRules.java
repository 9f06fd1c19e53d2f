package org.fluxion.conformance;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;

import java.util.List;
import java.util.stream.Stream;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/** Family 2: where a derivative does not exist, or could be defined in several ways. */
final class ConventionRules {
  private ConventionRules() {}

  /** 1/√2. */
  private static final double HALF = 0.70710678118654752;

  /** A scalar function, a point, and the gradient that is agreed on there. */
  record Convention(String function, TensorFunction f, double[] x, double[] gradient) {
    String name() {
      return function + " at " + Tensor.vector(x);
    }
  }

  /** Kinks and ties: a number between the slopes on both sides. */
  static final List<Convention> KINKS =
      List.of(
          at("abs(x)", x -> x.abs().sum(), v(0), v(0)),
          at("sign(x)", x -> x.sign().sum(), v(0), v(0)),
          at("floor(x)", x -> x.floor().sum(), v(2), v(0)),
          at("relu(x)", x -> x.relu().sum(), v(0), v(0)),
          at("maximum(x, 1)", x -> x.maximum(1).sum(), v(1), v(0.5)),
          at("minimum(x, 1)", x -> x.minimum(1).sum(), v(1), v(0.5)),
          at("where(x > 1, 2 x, 3 x)", x -> chosen(x.greater(1), x), v(1), v(3)),
          at("where(x >= 1, 2 x, 3 x)", x -> chosen(x.greaterOrEqual(1), x), v(1), v(2)),
          at("where(x < 1, 2 x, 3 x)", x -> chosen(x.less(1), x), v(1), v(3)),
          at("where(x <= 1, 2 x, 3 x)", x -> chosen(x.lessOrEqual(1), x), v(1), v(2)),
          at("max(x)", x -> x.max(), v(1, 1), v(0.5, 0.5)),
          at("min(x)", x -> x.min(), v(2, 2, 5), v(0.5, 0.5, 0)),
          at("clip(x, 0, 1)", x -> x.clip(0, 1).sum(), v(0), v(0.5)),
          at("clip(x, 0, 1)", x -> x.clip(0, 1).sum(), v(1), v(0.5)));

  private static Tensor chosen(Tensor mask, Tensor x) {
    return Tensor.where(mask, x.times(2), x.times(3)).sum();
  }

  /** Points where a formula divides by zero or a slope is infinite. */
  static final List<Convention> SINGULAR =
      List.of(
          at("norm(x)", x -> x.norm(), v(0, 0), v(0, 0)),
          at("hypot(x0, x1)", x -> x.get(0).hypot(x.get(1)), v(0, 0), v(0, 0)),
          at("atan2(x0, x1)", x -> x.get(0).atan2(x.get(1)), v(0, 0), v(0, 0)),
          at("atan2(x0, x1)", x -> x.get(0).atan2(x.get(1)), v(2, 0), v(0, -0.5)),
          at("pow(x, 0)", x -> x.pow(0).sum(), v(0), v(0)),
          at("pow(0, x)", x -> Tensor.scalar(0).pow(x).sum(), v(0), v(NEGATIVE_INFINITY)),
          at("sqrt(x)", x -> x.sqrt().sum(), v(0), v(POSITIVE_INFINITY)),
          at("sqrt(x)", x -> x.sqrt().sum(), v(-0.0), v(POSITIVE_INFINITY)),
          at("log(x)", x -> x.log().sum(), v(0), v(POSITIVE_INFINITY)),
          at("log(x)", x -> x.log().sum(), v(-0.0), v(POSITIVE_INFINITY)),
          at("prod(x)", x -> x.prod(), v(2, 0, 3), v(0, 6, 0)),
          at(
              "sum of the eigenvalues of x",
              x -> x.reshape(2, 2).eigh().values().sum(),
              v(0, 0, 0, 0),
              v(1, 0, 0, 1)),
          at("logSumExp(x)", x -> x.logSumExp(), v(NEGATIVE_INFINITY, 0), v(0, 1)),
          at(
              "where(x > 0, sqrt(x), 0)",
              x -> Tensor.where(x.greater(0), x.sqrt(), Tensor.scalar(0)).sum(),
              v(0),
              v(0)));

  /** Values that do not depend on x, or that are said not to. */
  static final List<Convention> CONSTANTS =
      List.of(
          at("1", x -> Tensor.scalar(1), v(3), v(0)),
          at("0 * x", x -> x.times(0).sum(), v(3), v(0)),
          at("stopGradient(x)", x -> x.stopGradient().sum(), v(3), v(0)),
          at("x * item(x)", x -> x.times(x.get(0).item()).sum(), v(3, 2), v(3, 3)),
          at("sum of toArray(x)", x -> Tensor.vector(x.toArray()).sum(), v(3, 2), v(0, 0)));

  /** Infinite slopes that nothing goes through. */
  static final List<Convention> STRONG_ZEROS =
      List.of(
          at(
              "sqrt(x0) + x1",
              x -> x.get(0).sqrt().plus(x.get(1)),
              v(0, 1),
              v(POSITIVE_INFINITY, 1)),
          at("sqrt(x) * 0", x -> x.sqrt().times(0).sum(), v(0), v(0)),
          at("x * sqrt(x)", x -> x.times(x.sqrt()).sum(), v(0), v(0)),
          at("sqrt(x * x)", x -> x.square().sqrt().sum(), v(0), v(0)),
          at("square(sqrt(x))", x -> x.sqrt().square().sum(), v(0), v(0)),
          at(
              "where(x > 0, Infinity * x, 0)",
              x -> Tensor.where(x.greater(0), x.times(POSITIVE_INFINITY), Tensor.scalar(0)).sum(),
              v(-1),
              v(0)));

  /** Points far out, or beside a singularity, where a formula loses what the value keeps. */
  static final List<Convention> PRECISE =
      List.of(
          at("sigmoid(x)", x -> x.sigmoid().sum(), v(40), v(4.2483542552915890e-18)),
          at("tanh(x)", x -> x.tanh().sum(), v(20), v(1.6993417021166356e-17)),
          at("erf(x)", x -> x.erf().sum(), v(6), v(2.6173012392492648e-16)),
          at("gelu(x)", x -> x.gelu().sum(), v(-10), v(-7.6184000964648141e-22)),
          at("softplus(x)", x -> x.softplus().sum(), v(-700), v(9.8596765437597709e-305)),
          at("softplus(x)", x -> x.softplus().sum(), v(800), v(1)),
          at("atan(x)", x -> x.atan().sum(), v(1e155), v(1e-310)),
          at("acos(x)", x -> x.acos().sum(), v(0.999999999999), v(-707114.60252564535)),
          at("tan(x)", x -> x.tan().sum(), v(1.5707), v(107771959.95078617)),
          at("log(x)", x -> x.log().sum(), v(1e-300), v(1e300)),
          at("log1p(x)", x -> x.log1p().sum(), v(1e-18), v(1)),
          at(
              "1e-200 1e300 2^100 1e-100 x",
              x -> x.times(1e-200).times(1e300).times(0x1p100).times(1e-100).sum(),
              v(1),
              v(0x1p100)),
          at(
              "1e200 1e-300 2^-60 1e100 x",
              x -> x.times(1e200).times(1e-300).times(0x1p-60).times(1e100).sum(),
              v(1),
              v(0x1p-60)),
          at("expm1(x)", x -> x.expm1().sum(), v(1e-18), v(1)),
          at("digamma(x)", x -> x.digamma().sum(), v(1e-5), v(10000000001.64490839)),
          at("lgamma(x)", x -> x.lgamma().sum(), v(1e10), v(23.02585092989045684)),
          at("hypot(x0, x1)", x -> x.get(0).hypot(x.get(1)), v(1e200, 1e200), v(HALF, HALF)),
          at("norm(x)", x -> x.norm(), v(1e200, -1e200), v(HALF, -HALF)),
          at("norm(x)", x -> x.norm(), v(1e-200, 1e-200), v(HALF, HALF)),
          at("atan2(x0, x1)", x -> x.get(0).atan2(x.get(1)), v(1e100, 1e100), v(5e-101, -5e-101)),
          at("atan2(x0, x1)", x -> x.get(0).atan2(x.get(1)), v(1e200, 1e-200), v(0, -1e-200)),
          at("atan2(x0, x1)", x -> x.get(0).atan2(x.get(1)), v(1e-200, 1e200), v(1e-200, 0)),
          at(
              "logSumExp(x)",
              x -> x.logSumExp(),
              v(-1000, -1001),
              v(0.73105857863000488, 0.26894142136999512)));

  /** All of them. */
  static final List<Convention> ALL =
      Stream.of(KINKS, SINGULAR, CONSTANTS, STRONG_ZEROS, PRECISE).flatMap(List::stream).toList();

  private static final String NUMERIC = "differences have no convention at such a point";

  static List<Rule> all() {
    return List.of(
        rule(
                "B2.1",
                Level.RECOMMENDED,
                "kinks and ties have the agreed derivative",
                "Programs meet kinks; every backend answers alike there, see conventions.md.",
                NUMERIC,
                KINKS)
            .about("gradient"),
        rule(
                "B2.2",
                Level.RECOMMENDED,
                "singular points have the agreed derivative",
                "NaN from a formula that divides by zero spoils everything computed after it.",
                NUMERIC,
                SINGULAR)
            .about("gradient"),
        rule(
                "B2.3",
                Level.RECOMMENDED,
                "what does not depend on x has derivative zero",
                "Zero is an answer; null or an error is none. Numbers read out of a tensor are"
                    + " constants.",
                "differences see values that are read out of a tensor",
                CONSTANTS)
            .about("gradient"),
        rule(
                "B2.4",
                Level.RECOMMENDED,
                "nothing goes through a slope times zero",
                "An infinite slope that no tangent goes along must not turn the answer into NaN.",
                NUMERIC,
                STRONG_ZEROS)
            .about("gradient"),
        rule(
                "B2.5",
                Level.RECOMMENDED,
                "derivatives are as accurate as values",
                "Far out and beside singularities a careless formula overflows, or cancels to zero.",
                "differences are for well-scaled functions",
                PRECISE)
            .about("gradient"));
  }

  private static Rule rule(
      String id, Level level, String title, String reason, String numeric, List<Convention> table) {
    return Rule.each(
        id,
        level,
        title,
        reason,
        table,
        Convention::name,
        (subject, convention) -> {
          subject.requireExact(numeric);
          check(subject, convention);
        });
  }

  private static void check(Subject subject, Convention convention) {
    Tensor x = Tensor.vector(convention.x());
    Tensor expected = Tensor.vector(convention.gradient());
    subject.requireSupported(convention.f(), x);
    Expect.close(
        expected,
        Derivatives.gradient(subject.backend(), convention.f(), x),
        Tolerance.EXACT,
        "gradient",
        x);
    for (int i = 0; i < x.size(); i++) {
      double[] unit = new double[x.size()];
      unit[i] = 1;
      Expect.close(
          expected.get(i),
          Derivatives.pushforward(subject.backend(), convention.f(), x, Tensor.vector(unit)),
          Tolerance.EXACT,
          "derivative along coordinate " + i,
          x);
    }
  }

  private static Convention at(String name, TensorFunction f, double[] x, double[] gradient) {
    return new Convention(name, f, x, gradient);
  }

  private static double[] v(double... elements) {
    return elements;
  }
}
