package org.fluxion.tensor;

import java.util.Arrays;

/**
 * A primitive for operands of known shapes, on their elements: what a prepared program runs.
 *
 * <p>Used by one thread at a time, so it may keep scratch arrays. Those that are named here say
 * what they do, so that a prepared program may do it in another way.
 */
@FunctionalInterface
public interface ArrayFunction {
  /** The elements of the only operand as they are. */
  ArrayFunction COPY =
      (operands, result) -> System.arraycopy(operands[0], 0, result, 0, result.length);

  /** The sums of the elements of both operands. */
  ArrayFunction ADD = (operands, result) -> Additive.PLUS.loop(operands, result);

  /** The elements of the first operand, then those of the second, and so on. */
  ArrayFunction JOIN =
      (operands, result) -> {
        int at = 0;
        for (double[] operand : operands) {
          System.arraycopy(operand, 0, result, at, operand.length);
          at += operand.length;
        }
      };

  /** The elements of the only operand over and over. */
  ArrayFunction CYCLE =
      (operands, result) -> {
        double[] x = operands[0];
        if (result.length > 0) {
          Repetition.fill(x, 0, x.length, result, 0, result.length);
        }
      };

  /**
   * Computes the result.
   *
   * @param operands the elements of each operand, row-major; to be read only
   * @param result to be filled altogether; it holds anything before
   */
  void run(double[][] operands, double[] result);

  /** Consecutive elements of the only operand, from an offset on. */
  record Window(int offset) implements ArrayFunction {
    @Override
    public void run(double[][] operands, double[] result) {
      System.arraycopy(operands[0], offset, result, 0, result.length);
    }
  }

  /** Zeros, and from an offset on the elements of the only operand. */
  record Frame(int offset) implements ArrayFunction {
    @Override
    public void run(double[][] operands, double[] result) {
      int end = offset + operands[0].length;
      Arrays.fill(result, 0, offset, 0);
      System.arraycopy(operands[0], 0, result, offset, operands[0].length);
      Arrays.fill(result, end, result.length, 0);
    }
  }

  /**
   * Adds each element of the only operand to zeros.
   *
   * @param targets where each is added; not to be changed
   */
  record Scatter(int[] targets) implements ArrayFunction {
    @Override
    public void run(double[][] operands, double[] result) {
      Arrays.fill(result, 0);
      double[] x = operands[0];
      for (int i = 0; i < targets.length; i++) {
        result[targets[i]] += x[i];
      }
    }
  }
}
