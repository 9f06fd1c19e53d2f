package org.fluxion.tensor;

/**
 * The arithmetic in which {@linkplain Pointwise#formula pointwise primitives state their formula}:
 * on numbers, or on whatever stands for numbers.
 *
 * <p>Every operation is rounded once, exactly as Java's own, so that a formula gives the same bits
 * wherever it is run. Functions such as exp are not among them: their results depend on the kernels
 * in use.
 *
 * @param <V> what stands for a number
 */
public interface Arithmetic<V> {
  /** Questions about two numbers; the answer is no where one of them is NaN. */
  enum Relation {
    /** a &lt; b. */
    LESS,
    /** a ≤ b. */
    AT_MOST,
    /** a = b; 0 and −0 are equal. */
    EQUAL;

    /** {@return the answer for two numbers} */
    public boolean holds(double a, double b) {
      return switch (this) {
        case LESS -> a < b;
        case AT_MOST -> a <= b;
        case EQUAL -> a == b;
      };
    }
  }

  /** {@return a number that is known} */
  V constant(double value);

  /** {@return a + b} */
  V plus(V a, V b);

  /** {@return a − b} */
  V minus(V a, V b);

  /** {@return a · b} */
  V times(V a, V b);

  /** {@return a / b} */
  V div(V a, V b);

  /** {@return −a} */
  V negative(V a);

  /** {@return a · b + c, rounded once} */
  V fma(V a, V b, V c);

  /** {@return |a|} */
  V abs(V a);

  /** {@return √a} */
  V sqrt(V a);

  /** {@return the greater of two numbers as {@link Math#max(double, double)} has it} */
  V maximum(V a, V b);

  /** {@return the smaller of two numbers as {@link Math#min(double, double)} has it} */
  V minimum(V a, V b);

  /**
   * {@return the one or the other number, as the relation holds between a and b or not}
   *
   * <p>Both are computed, whatever the answer is.
   */
  V choose(Relation relation, V a, V b, V then, V otherwise);
}
