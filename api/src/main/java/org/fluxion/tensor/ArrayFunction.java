package org.fluxion.tensor;

/**
 * A primitive for operands of known shapes, on their elements: what a prepared program runs.
 *
 * <p>Used by one thread at a time, so it may keep scratch arrays.
 */
@FunctionalInterface
public interface ArrayFunction {
  /** The elements of the only operand as they are. */
  ArrayFunction COPY =
      (operands, result) -> System.arraycopy(operands[0], 0, result, 0, result.length);

  /**
   * Computes the result.
   *
   * @param operands the elements of each operand, row-major; to be read only
   * @param result to be filled altogether; it holds anything before
   */
  void run(double[][] operands, double[] result);
}
