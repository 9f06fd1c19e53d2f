package org.fluxion.conformance;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import java.util.List;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/** Family 2, continued: special functions against numbers that were computed with 50 digits. */
final class TableRules {
  private TableRules() {}

  /**
   * A function of a number.
   *
   * @param derivatives the value, the first derivative, the second, …
   */
  private record Row(String function, TensorFunction f, double x, double... derivatives) {
    String name() {
      return function + " at " + x;
    }
  }

  /** The logarithm of |Γ|, whose derivatives are digamma, trigamma and so on; mpmath 1.3. */
  private static final List<Row> ROWS =
      List.of(
          lgamma(
              -3.3,
              -0.8243558050174271,
              3.6203534605921232,
              14.817739525515917,
              68.769445477485097),
          lgamma(
              -2.5,
              -0.056243716497674051,
              1.1031566406452432,
              9.5392466449891238,
              -0.1082040516417274),
          lgamma(
              -1.3, 1.2024757863901113, 2.8825405488661673, 14.53687624413708, 68.549413471162134),
          lgamma(-0.9999999999, 23.025850847242368, -9999999172.1735741, 9.9999983451927854e+19),
          lgamma(
              -0.875,
              2.152949750178319,
              -7.245635520438712,
              66.694255893967626,
              -1022.7679153776109),
          lgamma(
              -0.25, 1.589575312551186, 2.9141391202135278, 18.541879647671606, 122.69736678366236),
          lgamma(
              0.25,
              1.2880225246980775,
              -4.2274535333762654,
              17.197329154507111,
              -129.32773993753692),
          lgamma(
              0.75,
              0.20328095143129537,
              -1.0858608797864722,
              2.5418796476716065,
              -5.3026332163376396),
          lgamma(
              1.25,
              -0.098271836421813161,
              -0.22745353337626541,
              1.1973291545071107,
              -1.3277399375369203),
          lgamma(1.4616321449683622, -0.12148629053584961, -9.2412655217294275e-17),
          lgamma(
              2.25,
              0.12487171489239659,
              0.57254646662373459,
              0.55732915450711074,
              -0.30373993753692033),
          lgamma(
              7.5,
              7.534364236758733,
              1.9467574842460868,
              0.1426158966967038,
              -0.020305252536644664,
              0.0057724366565786937,
              -0.002457482989368555,
              0.0013927076560043099,
              -0.00098503082175638266,
              0.00083472466702254884),
          lgamma(
              12.5,
              18.734347511936446,
              2.485195651274912,
              0.08328522460157837,
              -0.0069324365857882408),
          lgamma(
              30.25,
              72.104204742008,
              3.3928762003432848,
              0.033610281744253299,
              -0.001129544772272828),
          lgamma(0.0, POSITIVE_INFINITY, NEGATIVE_INFINITY, POSITIVE_INFINITY, NEGATIVE_INFINITY),
          lgamma(-0.0, POSITIVE_INFINITY, POSITIVE_INFINITY, POSITIVE_INFINITY, POSITIVE_INFINITY),
          lgamma(-1, POSITIVE_INFINITY, NaN, POSITIVE_INFINITY, NaN),
          lgamma(NEGATIVE_INFINITY, POSITIVE_INFINITY),
          new Row("logSumExp(x, x)", TableRules::twice, NEGATIVE_INFINITY, NEGATIVE_INFINITY),
          new Row("logSumExp(x, x)", TableRules::twice, POSITIVE_INFINITY, POSITIVE_INFINITY));

  private static Row lgamma(double x, double... derivatives) {
    return new Row("lgamma(x)", x1 -> x1.lgamma(), x, derivatives);
  }

  private static Tensor twice(Tensor x) {
    return Tensor.stack(0, x, x).logSumExp();
  }

  static List<Rule> all() {
    return List.of(
        Rule.each(
            "B2.6",
            Level.RECOMMENDED,
            "special functions have the derivatives of tables",
            "They are made of series and recurrences that meet; what is wrong in one of them shows"
                + " nowhere else.",
            ROWS,
            Row::name,
            TableRules::check));
  }

  private static void check(Subject subject, Row row) {
    subject.requireExact("differences lose digits beside the poles");
    Tensor x = Tensor.scalar(row.x());
    subject.requireSupported(row.f(), x);
    int highest = subject.capabilities().traced() ? subject.capabilities().highestOrder() : 1;
    TensorFunction f = row.f();
    for (int order = 0; order < row.derivatives().length && order <= highest; order++) {
      Expect.close(
          Tensor.scalar(row.derivatives()[order]),
          f.apply(x),
          Tolerance.EXACT,
          "derivative of order " + order,
          x);
      TensorFunction lower = f;
      f = at -> Derivatives.derivative(subject.backend(), lower, at);
    }
  }
}
