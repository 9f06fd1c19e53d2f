package org.fluxion.conformance;

/**
 * What an operator came to on one backend.
 *
 * <p>Evaluations, time and bytes are those of a call, as the mean over the problems.
 */
public sealed interface OperatorCost {
  /**
   * It gave right answers.
   *
   * @param error the largest difference of an element of an answer from the exact one, relative to
   *     the largest element of that, or to 1 where it is smaller, since terms cancel
   * @param evaluations of f
   * @param microseconds of the fastest pass over all problems, in a warm process
   * @param bytes allocated in the median pass
   */
  record Measured(double error, double evaluations, double microseconds, long bytes)
      implements OperatorCost {}

  /**
   * An answer was wrong, or an error came instead of one; nothing was measured.
   *
   * @param reason the first problem, and what was wrong there
   */
  record Wrong(String reason) implements OperatorCost {}

  /**
   * The backend does not do it.
   *
   * @param reason in its capabilities
   */
  record Declined(String reason) implements OperatorCost {}
}
