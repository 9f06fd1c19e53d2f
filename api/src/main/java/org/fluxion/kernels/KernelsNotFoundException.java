package org.fluxion.kernels;

import org.fluxion.FluxionException;

/** Kernels were asked for that are not there or cannot be used. */
public final class KernelsNotFoundException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /** Makes an error with a message. */
  public KernelsNotFoundException(String message) {
    super(message);
  }
}
