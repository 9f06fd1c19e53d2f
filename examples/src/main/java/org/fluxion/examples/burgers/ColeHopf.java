package org.fluxion.examples.burgers;

import org.fluxion.tensor.Tensor;

/**
 * The solution of the Burgers equation u_t + u u_x = ν u_xx with u(x, 0) = −sin πx and ν = 0.01/π.
 *
 * <p>By the transformation of Cole and Hopf it is a quotient of integrals over the heat kernel,
 * with f(y) = exp(−cos(πy) / (2πν)):
 *
 * <pre>{@code
 * u(x, t) = −∫ sin π(x − η) f(x − η) exp(−η² / 4νt) dη / ∫ f(x − η) exp(−η² / 4νt) dη
 * }</pre>
 *
 * <p>C. Basdevant et al., <i>Spectral and finite difference solutions of the Burgers equation</i>,
 * Computers &amp; Fluids 14 (1986), equation 2.5. With η = z √(4νt) both are sums over the nodes of
 * {@link GaussHermite}. Immutable and usable from any thread.
 */
final class ColeHopf {
  /** The viscosity ν. */
  static final double VISCOSITY = 0.01 / Math.PI;

  /** Enough for twelve digits everywhere in t ≤ 1, also in the shock. */
  private static final int NODES = 200;

  private final GaussHermite rule = GaussHermite.of(NODES);

  /** {@return the solution at each row (x, t) of a matrix, as a column} */
  Tensor at(Tensor points) {
    double[] xt = points.toArray();
    double[] values = new double[xt.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = at(xt[2 * i], xt[2 * i + 1]);
    }
    return Tensor.of(values, values.length, 1);
  }

  /** {@return the solution at a point; t is at least 0} */
  double at(double x, double t) {
    double width = Math.sqrt(4 * VISCOSITY * t);
    double above = 0;
    double below = 0;
    for (int i = 0; i < rule.size(); i++) {
      double y = Math.PI * (x - width * rule.node(i));
      double weight = rule.weight(i) * Math.exp(-Math.cos(y) / (2 * Math.PI * VISCOSITY));
      above += weight * Math.sin(y);
      below += weight;
    }
    return -above / below;
  }
}
