package org.fluxion.layers.training;

import org.fluxion.FluxionException;

/** A loss, or its gradient, that is not finite; the message says where that came about. */
public final class DivergenceException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /** Makes an error with a message. */
  public DivergenceException(String message) {
    super(message);
  }
}
