package org.fluxion;

/** A matrix that has no inverse, or no decomposition of the kind asked for. */
public final class SingularMatrixException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /** Makes an error with a message. */
  public SingularMatrixException(String message) {
    super(message);
  }
}
