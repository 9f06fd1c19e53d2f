package org.fluxion.tensor;

/**
 * A sum that grows term by term: what an engine collects where a value is used often.
 *
 * <p>Plain terms are added in place, from the third on, since the array of the sum of the first two
 * is nobody else's. Others are added by primitives. Either way the sum is that of adding each term
 * to the sum before it, to the bit.
 *
 * <p>For one thread at a time.
 */
public final class RunningSum {
  private Tensor sum;

  /** Whether nobody else has the array of the sum. */
  private boolean own;

  /** Starts with one term. */
  public RunningSum(Tensor first) {
    sum = first;
  }

  /**
   * Adds a term.
   *
   * @param term shaped like the others
   */
  public void add(Tensor term) {
    if (own && term instanceof DenseTensor plain && plain.shape().equals(sum.shape())) {
      addInPlace(sum.plain().data(), plain.data());
    } else {
      sum = sum.plus(term);
      own = sum instanceof DenseTensor;
    }
  }

  private static void addInPlace(double[] sum, double[] term) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += term[i];
    }
  }

  /** {@return the sum; a term that is added afterwards leaves it as it is} */
  public Tensor sum() {
    own = false;
    return sum;
  }
}
