package org.fluxion.conformance;

import static java.lang.Math.abs;
import static java.lang.Math.atan2;
import static java.lang.Math.cos;
import static java.lang.Math.signum;
import static java.lang.Math.sin;

import java.util.List;
import org.fluxion.tensor.Tensor;

/**
 * Eigenvectors of the symmetric matrix (a b; b c): (−sin θ, cos θ) and (cos θ, sin θ) with tan 2θ =
 * 2b / (a − c), each with the sign that makes its largest component positive.
 */
final class EigenScenarios {
  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;

  private EigenScenarios() {}

  static List<Scenario> all() {
    return List.of(
        at("positive off the diagonal", 2, 0.5, 1.5),
        at("negative off the diagonal", 1, -0.8, 2),
        at("large in the second place", -3, 1.1, 0.5),
        at("large in the first place", 2, -0.7, -1));
  }

  private static Scenario at(String name, double a, double b, double c) {
    return Scenario.first(
        "eigenvectors of a matrix " + name,
        x -> x.gather(0, A, B, B, C).reshape(2, 2).eigh().vectors(),
        Tensor.vector(a, b, c),
        x -> columns(sign(first(x)), first(x), sign(second(x)), second(x)),
        x -> {
          // Turning by dθ moves (cos θ, sin θ) along (−sin θ, cos θ), and that against the other.
          double[] byAngle = columns(-sign(first(x)), second(x), sign(second(x)), first(x));
          double[] angle = slopes(x);
          double[] jacobian = new double[byAngle.length * angle.length];
          for (int k = 0; k < jacobian.length; k++) {
            jacobian[k] = byAngle[k / angle.length] * angle[k % angle.length];
          }
          return jacobian;
        });
  }

  /** {@return that of the smaller eigenvalue, up to its sign} */
  private static double[] first(double[] x) {
    return new double[] {-sin(angle(x)), cos(angle(x))};
  }

  /** {@return that of the larger eigenvalue, up to its sign} */
  private static double[] second(double[] x) {
    return new double[] {cos(angle(x)), sin(angle(x))};
  }

  private static double angle(double[] x) {
    return atan2(2 * x[B], x[A] - x[C]) / 2;
  }

  private static double sign(double[] vector) {
    return signum(abs(vector[0]) > abs(vector[1]) ? vector[0] : vector[1]);
  }

  private static double[] columns(double s, double[] v, double t, double[] w) {
    return new double[] {s * v[0], t * w[0], s * v[1], t * w[1]};
  }

  /** {@return the derivatives of θ by a, b and c} */
  private static double[] slopes(double[] x) {
    double d = x[A] - x[C];
    double square = d * d + 4 * x[B] * x[B];
    return new double[] {-x[B] / square, d / square, x[B] / square};
  }
}
