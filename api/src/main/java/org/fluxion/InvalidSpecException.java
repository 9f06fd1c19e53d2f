package org.fluxion;

/** A backend specification or option that cannot be understood. */
public final class InvalidSpecException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /** Makes an error with a message. */
  public InvalidSpecException(String message) {
    super(message);
  }
}
