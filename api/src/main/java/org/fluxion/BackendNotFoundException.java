package org.fluxion;

/** A backend that is not there, cannot be loaded, or is there twice under one name. */
public final class BackendNotFoundException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /** Makes an error with a message. */
  public BackendNotFoundException(String message) {
    super(message);
  }

  /** Makes an error with a message and the error behind it. */
  public BackendNotFoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
