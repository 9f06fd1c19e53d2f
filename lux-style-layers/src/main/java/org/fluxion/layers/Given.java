package org.fluxion.layers;

import org.fluxion.FluxionException;
import org.jspecify.annotations.Nullable;

/** Arguments that have to be there. */
final class Given {
  private Given() {}

  /**
   * {@return the argument}
   *
   * @param missing what to say if it is null
   */
  static <T> T require(@Nullable T argument, String missing) {
    if (argument == null) {
      throw new FluxionException(missing);
    }
    return argument;
  }
}
