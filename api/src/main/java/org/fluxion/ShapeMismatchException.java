package org.fluxion;

/** Shapes that do not fit an operation, an operator or a preparation. */
public final class ShapeMismatchException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /** Makes an error with a message. */
  public ShapeMismatchException(String message) {
    super(message);
  }
}
