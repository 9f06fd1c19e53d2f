package org.fluxion;

/** A structured argument that is not made of tensors, or that cannot be read. */
public final class StructureException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /** Makes an error with a message. */
  public StructureException(String message) {
    super(message);
  }
}
