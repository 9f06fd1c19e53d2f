package org.fluxion;

/**
 * The root of all errors that this library throws: wrong input, or something that cannot be done.
 *
 * <p>The message names the backend and the operator where there is one, the shapes, and what to do.
 * Meant to be extended by the errors of this library and of backends.
 */
public class FluxionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an error with a message. */
  public FluxionException(String message) {
    super(message);
  }

  /** Makes an error with a message and the error behind it. */
  public FluxionException(String message, Throwable cause) {
    super(message, cause);
  }
}
