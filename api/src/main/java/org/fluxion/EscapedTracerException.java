package org.fluxion;

/** A tensor was kept from inside a differentiated function and used after the function returned. */
public final class EscapedTracerException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an error for an operation on an escaped tracer.
   *
   * @param operation what was done with it
   * @param level the interpreter it belonged to
   */
  public EscapedTracerException(String operation, String level) {
    super(
        "a tracer escaped the derivative that created it: "
            + operation
            + " was applied to a tensor of "
            + level
            + ", which has ended. Return what you need from the function instead of keeping it in a"
            + " field or list; for a plain copy of the value use Tensor.of(t.toArray(), …) inside"
            + " the function");
  }
}
