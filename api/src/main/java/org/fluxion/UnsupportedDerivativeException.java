package org.fluxion;

/** A derivative that the chosen backend cannot give; refused before any work. */
public final class UnsupportedDerivativeException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /** Makes an error with a message. */
  public UnsupportedDerivativeException(String message) {
    super(message);
  }
}
