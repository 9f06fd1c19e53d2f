package org.fluxion.backend.finite;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fluxion.Backend;
import org.fluxion.InvalidSpecException;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Options;

/**
 * Provides the backend {@code finite}: derivatives by finite differences, of anything that can be
 * called.
 *
 * <p>Options: {@code kind=central} (the default), {@code forward} or {@code backward}; {@code
 * step=h}, one absolute step for every coordinate. For example {@code finite(kind=forward,
 * step=1e-6)}.
 *
 * <p><b>First derivatives.</b> Coordinate x is moved by h = c · max(1, |x|). For one-sided
 * differences c = ε^(1/2), for central ones c = ε^(1/3), where ε = 2⁻⁵²: the steps at which the
 * error by curvature and the error by rounding are equal (Dennis and Schnabel, <i>Numerical Methods
 * for Unconstrained Optimization and Nonlinear Equations</i>, 1983, sections 5.4 and 5.6, with
 * typical size 1; Nocedal and Wright, <i>Numerical Optimization</i>, 2nd edition, 2006, section
 * 8.1). The difference is divided by the distance of the two points as it was computed, (x + h) − x
 * or (x + h) − (x − h), and not by h or 2h, so that rounding the points costs nothing. A
 * pushforward moves all coordinates along the tangent, as far as none moves further than its own
 * step. Where the tangent moves a coordinate of size 10⁶ and one of size 1 by the same amount, the
 * move of the large one is therefore rounded to 10⁻⁵ of itself; the pullback, which moves one
 * coordinate at a time, is not affected. A function that varies on a scale well below max(1, |x|),
 * such as log x at 10⁻⁶, needs {@code step}. A step that is lost in rounding (10⁻⁶ at 10¹²) gives
 * NaN or infinity, not 0.
 *
 * <p><b>Second derivatives</b> are differences of differences. Both levels use c = ε^(1/4) for
 * central and c = ε^(1/3) for one-sided differences, by the same argument with rounding error ε/h²
 * (Dennis and Schnabel, section 5.6; Press et al., <i>Numerical Recipes</i>, 3rd edition, 2007,
 * section 5.7); a given {@code step} serves both. The gradient that comes with them is a first
 * derivative with the steps of one. The operators for second derivatives, such as {@code hessian},
 * do all that; a gradient of this backend taken by hand inside another has the steps of first
 * derivatives at both levels and an error of 10⁻⁵.
 *
 * <table>
 * <caption>Relative errors to expect of functions whose values and derivatives are of size 1, and
 * calls of the function for n coordinates</caption>
 * <tr><th></th><th>central</th><th>one-sided</th></tr>
 * <tr><td>first derivative</td><td>10⁻¹⁰</td><td>10⁻⁸</td></tr>
 * <tr><td>second derivative</td><td>10⁻⁸</td><td>10⁻⁵</td></tr>
 * <tr><td>value</td><td>1</td><td>1</td></tr>
 * <tr><td>pushforward</td><td>2</td><td>1, and the value</td></tr>
 * <tr><td>pullbacks, any number</td><td>2n</td><td>n, and the value</td></tr>
 * <tr><td>value and gradient</td><td>2n + 1</td><td>n + 1</td></tr>
 * <tr><td>Hessian times vector</td><td>4n + 2</td><td>2n + 2</td></tr>
 * <tr><td>Hessian</td><td>n (4n + 2)</td><td>(n + 1)²</td></tr>
 * </table>
 *
 * <p>The value is computed when it is first needed and kept; so is the Jacobian, which all
 * pullbacks of one linearization share, from any thread. The errors that the backend declares are a
 * thousand times those of the model hᵖ + ε/h, to leave room for functions that are less well
 * scaled.
 *
 * <p>The quotients are made of tensor operations, and the steps are constants: so an outer
 * derivative of a finite difference is the exact derivative of the quotient. Tangents that are zero
 * give exactly zero, and a coordinate that does not move takes no part; apart from that NaN and
 * infinity in a value of the function pass into each derivative that it is used for.
 *
 * <p>Immutable and usable from any thread, as far as the function is.
 */
public final class FiniteProvider implements BackendProvider {
  /** Makes the provider. */
  public FiniteProvider() {}

  @Override
  public String name() {
    return FiniteBackend.NAME;
  }

  @Override
  public Backend create(Options options) {
    Kind kind = options.text("kind").map(FiniteProvider::kind).orElse(Kind.CENTRAL);
    Optional<String> step = options.text("step");
    if (step.isEmpty()) {
      return new FiniteBackend(Scheme.standard(kind));
    }
    double given = options.number("step", 0);
    if (!(given > 0 && given < Double.POSITIVE_INFINITY)) {
      throw new InvalidSpecException(
          "finite(step="
              + step.get()
              + "): the step must be a positive finite number, such as 1e-6; leave it out for steps"
              + " that suit each coordinate");
    }
    return new FiniteBackend(Scheme.given(kind, given));
  }

  private static Kind kind(String text) {
    for (Kind kind : Kind.values()) {
      if (word(kind).equals(text)) {
        return kind;
      }
    }
    throw new InvalidSpecException(
        "finite(kind="
            + text
            + "): there is no such kind; choose one of "
            + Arrays.stream(Kind.values())
                .map(FiniteProvider::word)
                .collect(Collectors.joining(", ")));
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
