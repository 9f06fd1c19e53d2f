package org.fluxion;

/** A primitive was evaluated whose body had captured a tensor that a derivative watches. */
public final class CapturedTracerException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an error for a capture.
   *
   * @param primitive that captured
   * @param level the interpreter that the captured tensor belongs to
   */
  public CapturedTracerException(String primitive, String level) {
    super(
        "primitive "
            + primitive
            + ": evaluate captured a tensor that a derivative watches ("
            + level
            + "); pass it as an operand");
  }
}
