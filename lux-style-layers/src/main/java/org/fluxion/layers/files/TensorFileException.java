package org.fluxion.layers.files;

import org.fluxion.FluxionException;

/** A file of tensors that cannot be read or written, or that does not hold what is asked of it. */
public final class TensorFileException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /** Makes an error with a message. */
  public TensorFileException(String message) {
    super(message);
  }

  /** Makes an error with a message and the error behind it. */
  public TensorFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
