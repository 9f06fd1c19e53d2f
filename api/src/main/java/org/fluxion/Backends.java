package org.fluxion;

import java.util.List;
import org.fluxion.internal.registry.Registry;
import org.fluxion.internal.registry.SecondOrderBackend;

/**
 * Backends by name.
 *
 * <p>A specification is a name with options: {@code "reverse"}, {@code "finite(step=1e-6)"}, {@code
 * "mixed(forward=hipparchus, reverse=reverse)"}, {@code "secondOrder(forward, reverse)"}. The value
 * of an option may have options itself. Every backend understands {@code nested=off}: its
 * derivatives are then differentiated from outside step by step, without the nested chain rule.
 *
 * <p>Names belong to the {@linkplain org.fluxion.spi.BackendProvider providers} that {@link
 * java.util.ServiceLoader} finds through the thread's context class loader and the one of this
 * library. All methods may be called from any thread.
 */
public final class Backends {
  private Backends() {}

  /**
   * {@return the backend of a specification}
   *
   * <p>The class path is scanned for the first name that is asked for, and again for a name that
   * was not there then.
   *
   * @throws InvalidSpecException if the specification cannot be understood, showing the place, or
   *     has an option that the backend does not know, listing those that it knows
   * @throws BackendNotFoundException if there is no backend of that name, listing what there is; if
   *     two providers have the name, naming the jars of both; or if its provider fails
   */
  public static Backend named(String spec) {
    return Registry.system().named(Call.requireGiven("Backends.named", "spec", spec));
  }

  /**
   * {@return the backend that the program is configured with}
   *
   * <p>The first of these that says something: the system property {@code fluxion.backend}; the
   * environment variable {@code FLUXION_BACKEND}; the line {@code backend=...} of {@code
   * fluxion.properties} on the class path. Else {@code mixed}, if it is there, else the only
   * backend there is. Read at each call.
   *
   * @throws InvalidSpecException as {@link #named}, saying where the specification comes from
   * @throws BackendNotFoundException likewise, or if nothing is configured and the choice is open
   */
  public static Backend configured() {
    return Registry.system().configured();
  }

  /**
   * {@return every backend there is, by name, also those that cannot be used, with the reason}
   *
   * <p>Scans the class path, and makes each backend once to learn what it can do.
   */
  public static List<BackendInfo> available() {
    return Registry.system().available();
  }

  /**
   * {@return two backends as one: the inner one alone for derivatives of first order, the outer one
   * over the inner one for those of second order}
   *
   * <p>So {@code secondOrder(named("forward"), named("reverse"))} is forward over reverse.
   *
   * @throws UnsupportedDerivativeException if the inner backend does not work on tensors that
   *     another derivative watches
   */
  public static Backend secondOrder(Backend outer, Backend inner) {
    return SecondOrderBackend.of(
        Call.requireGiven("Backends.secondOrder", "outer", outer),
        Call.requireGiven("Backends.secondOrder", "inner", inner));
  }
}
