package org.fluxion.spi;

import java.util.Optional;
import org.fluxion.Backend;

/**
 * The options of a backend specification such as {@code "finite(step=1e-6)"}.
 *
 * <p>Each option that a provider reads is thereby known; those left unread are reported to the
 * user.
 */
public interface Options {
  /** {@return the text of an option, if given} */
  Optional<String> text(String key);

  /**
   * {@return the number that an option gives, or the default}
   *
   * @throws org.fluxion.InvalidSpecException if it is not a number
   */
  double number(String key, double orElse);

  /**
   * {@return the whole number that an option gives, or the default}
   *
   * @throws org.fluxion.InvalidSpecException if it is not a whole number of at least {@code least}
   */
  int integer(String key, int orElse, int least);

  /**
   * {@return the backend that an option names, or else the one of the default specification}
   *
   * @throws org.fluxion.BackendNotFoundException if there is none of that name
   */
  Backend backend(String key, String orElse);
}
