package org.fluxion.internal.registry;

import java.util.Optional;
import org.fluxion.Backend;
import org.fluxion.spi.DelegatingBackend;
import org.fluxion.spi.Nesting;

/**
 * A backend as it is given, but for how its derivatives are differentiated from outside.
 *
 * @param given does all the work
 */
record WithNesting(Backend given, Nesting nesting) implements DelegatingBackend {
  /** {@return the backend with another nesting, if one is asked for} */
  static Backend of(Backend given, Optional<Nesting> nesting) {
    return nesting.isEmpty() || nesting.get() == given.nesting()
        ? given
        : new WithNesting(given, nesting.get());
  }

  /** {@return a specification that asks for this backend} */
  @Override
  public String toString() {
    String text = given.toString();
    String option = "nested=" + nesting.option() + ")";
    return text.endsWith(")")
        ? text.substring(0, text.length() - 1) + ", " + option
        : text + "(" + option;
  }
}
