package org.fluxion;

/**
 * How an operator computes a derivative, from a run that was watched, and what it would do inside
 * another derivative.
 *
 * @param operator which one
 * @param backend that was asked
 * @param engines that take part, such as {@code "forward over reverse"}
 * @param isNative whether an engine swept in the direction that the operator needs; otherwise the
 *     answer was put together from sweeps in the other direction
 * @param evaluations of f
 * @param pushforwards forward sweeps of the outer engine; one that carries a batch counts once
 * @param pullbacks backward sweeps of the outer engine; one that carries a batch counts once
 * @param nesting what the call does inside another derivative, and why
 */
public record Explanation(
    String operator,
    String backend,
    String engines,
    boolean isNative,
    long evaluations,
    long pushforwards,
    long pullbacks,
    String nesting) {

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** {@return the explanation in a few lines} */
  @Override
  public String toString() {
    return operator
        + " by "
        + backend
        + "\n  engines: "
        + engines
        + (isNative ? ", native" : ", derived from the other direction")
        + "\n  cost: "
        + counted(evaluations, "evaluation")
        + " of f, "
        + counted(pushforwards, "pushforward")
        + ", "
        + counted(pullbacks, "pullback")
        + "\n  inside another derivative: "
        + nesting;
  }
}
