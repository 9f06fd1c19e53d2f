package org.fluxion.tensor;

import java.util.Arrays;

/**
 * How elements are repeated when a tensor is broadcast, on arrays.
 *
 * <p>Axes that are repeated and axes that are not take turns, since neighbours of one kind are one
 * axis. The last repeated axis and what is behind it make a block that is filled at once; the axes
 * before it are stepped through.
 */
final class Repetition implements ArrayFunction {
  /** Elements that are copied again and again while they are in the first level of cache. */
  private static final int CACHED = 512;

  /** Lengths of the axes before the block, and how far the operand goes from index to index. */
  private final int[] lengths;

  private final int[] strides;
  private final int[] index;

  /** Consecutive elements of the operand in a block, and how often they come. */
  private final int run;

  private final int times;

  private Repetition(int[] lengths, int[] strides, int run, int times) {
    this.lengths = lengths;
    this.strides = strides;
    this.run = run;
    this.times = times;
    index = new int[lengths.length];
  }

  /** {@return what makes the larger shape of the smaller one} */
  static Repetition of(Shape from, Shape target) {
    int rank = target.rank();
    int lead = rank - from.rank();
    int[] lengths = new int[rank];
    int[] strides = new int[rank];
    int axes = 0;
    int stride = from.size();
    for (int axis = 0; axis < rank; axis++) {
      int length = target.get(axis);
      if (length == 1) {
        continue;
      }
      boolean kept = axis >= lead && from.get(axis - lead) == length;
      stride = kept ? stride / Math.max(1, length) : stride;
      boolean sameKind = axes > 0 && (strides[axes - 1] != 0) == kept;
      if (sameKind) {
        lengths[axes - 1] *= length;
      } else {
        lengths[axes++] = length;
      }
      strides[axes - 1] = kept ? stride : 0;
    }
    return blocks(Arrays.copyOf(lengths, axes), Arrays.copyOf(strides, axes));
  }

  private static Repetition blocks(int[] lengths, int[] strides) {
    int outer = lengths.length;
    int run = 1;
    if (outer > 0 && strides[outer - 1] != 0) {
      run = lengths[--outer];
    }
    int times = 1;
    if (outer > 0) {
      times = lengths[--outer];
    }
    return new Repetition(Arrays.copyOf(lengths, outer), Arrays.copyOf(strides, outer), run, times);
  }

  /** {@return whether the elements come one after the other, over and over} */
  boolean isCycle() {
    return lengths.length == 0;
  }

  /** Fills the result in order; leaves the index at 0. */
  @Override
  public void run(double[][] operands, double[] result) {
    double[] x = operands[0];
    int block = run * times;
    int source = 0;
    for (int at = 0; at < result.length; at += block) {
      fill(x, source, run, result, at, at + block);
      for (int axis = lengths.length - 1; axis >= 0; axis--) {
        source += strides[axis];
        if (++index[axis] < lengths[axis]) {
          break;
        }
        index[axis] = 0;
        source -= strides[axis] * lengths[axis];
      }
    }
  }

  /**
   * Fills a part of the result with a run of elements over and over.
   *
   * @param end of the part, which is a multiple of the run long
   */
  static void fill(double[] x, int source, int run, double[] result, int at, int end) {
    if (run == 1) {
      Arrays.fill(result, at, end, x[source]);
      return;
    }
    System.arraycopy(x, source, result, at, run);
    int done = run;
    for (; done < CACHED && at + done < end; done *= 2) {
      System.arraycopy(result, at, result, at + done, Math.min(done, end - at - done));
    }
    for (int next = at + done; next < end; next += done) {
      System.arraycopy(result, at, result, next, Math.min(done, end - next));
    }
  }
}
