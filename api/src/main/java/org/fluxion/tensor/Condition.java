package org.fluxion.tensor;

/**
 * A question that a program asks about a number, to decide how it goes on.
 *
 * @param comparison of the number, on the left
 * @param bound on the right
 */
public record Condition(Comparison comparison, double bound) {
  /** The kinds of questions. */
  public enum Comparison {
    /** Greater than. */
    GREATER,
    /** Less than. */
    LESS
  }

  /** {@return the answer for a number; false for NaN} */
  public boolean holds(double number) {
    return comparison == Comparison.GREATER ? number > bound : number < bound;
  }

  @Override
  public String toString() {
    return (comparison == Comparison.GREATER ? "> " : "< ") + bound;
  }
}
