package org.fluxion;

/**
 * A prepared function depends on something that is not an argument and that changed between calls.
 */
public final class StalePlanException extends FluxionException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an error for a plan that would have answered wrongly.
   *
   * @param operator and backend
   * @param difference between what was recorded before and now
   */
  public StalePlanException(String operator, String difference) {
    super(
        operator
            + ": the function is not pure, its prepared program is out of date: "
            + difference
            + ". What changes between calls is an argument: pass it in x, or as parameters with"
            + " prepareGradient(backend, f, x, ps); or do not prepare");
  }
}
