package org.fluxion;

/** A derivative that runs in one thread was continued in another. */
public final class WrongThreadException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an error for an operation in a foreign thread.
   *
   * @param operation what was done there
   * @param level the interpreter that the tensor belongs to
   * @param owner the name of the thread that the derivative runs in
   */
  public WrongThreadException(String operation, String level, String owner) {
    super(
        operation
            + " in thread \""
            + Thread.currentThread().getName()
            + "\" was applied to a tensor of "
            + level
            + ", which runs in thread \""
            + owner
            + "\". One derivative runs in one thread: use no parallel stream inside a differentiated"
            + " function; whole derivatives may run in parallel");
  }
}
