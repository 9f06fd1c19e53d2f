package org.fluxion.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many numbers a vector holds, which the compiler must see as a constant, and what all
 * functions of vectors need.
 *
 * <p>The compiler handles a method with all that it inlines there, up to 18,000 nodes of its own;
 * an operation on vectors takes up to 400 of them, a constant 130, and a quarter more where the
 * compiler knows less about how the program has run. What comes behind is called, with an object
 * made of each vector, which takes ten to a hundred times as long. So in this package a method has
 * thirty operations at most, polynomials are loops, functions are several loops after each other,
 * and loops are methods of their own (-XX:+PrintInlining says "failed to inline" where one has
 * become too long).
 */
final class Lanes {
  /** The widest vectors there are, or those of {@code fluxion.kernels.vector.bits} bits. */
  static final VectorSpecies<Double> SPECIES =
      species(Integer.getInteger("fluxion.kernels.vector.bits", 0));

  /** How many numbers there are in a vector; 8 at most. */
  static final int COUNT = SPECIES.length();

  /** Made beforehand: a mask that is returned by a method that is not inlined is made anew. */
  private static final VectorMask<Double>[] LAST = last();

  /** Four vectors of a thread, to add up their lanes. */
  private static final ThreadLocal<double[]> ADDED =
      ThreadLocal.withInitial(() -> new double[4 * COUNT]);

  private Lanes() {}

  private static VectorSpecies<Double> species(int bits) {
    return switch (bits == 0 ? DoubleVector.SPECIES_PREFERRED.vectorBitSize() : bits) {
      case 64 -> throw new UnsupportedOperationException("vectors of this machine hold one number");
      case 128 -> DoubleVector.SPECIES_128;
      case 256 -> DoubleVector.SPECIES_256;
      default -> DoubleVector.SPECIES_512;
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generic types are made so
  private static VectorMask<Double>[] last() {
    VectorMask<Double>[] masks = new VectorMask[COUNT + 1];
    for (int lanes = 0; lanes <= COUNT; lanes++) {
      boolean[] isLast = new boolean[COUNT];
      Arrays.fill(isLast, COUNT - lanes, COUNT, true);
      masks[lanes] = VectorMask.fromArray(SPECIES, isLast, 0);
    }
    return masks;
  }

  /** {@return a mask of some lanes at the end} */
  static VectorMask<Double> last(int lanes) {
    return LAST[lanes];
  }

  /** {@return how many of so many elements fill whole vectors} */
  static int whole(int length) {
    return length & -COUNT;
  }

  /** {@return room for the lanes of four vectors, for this thread} */
  static double[] ofThisThread() {
    return ADDED.get();
  }

  /**
   * {@return the sum of the lanes of a vector that has been stored}
   *
   * <p>In an order of our own: that of {@code reduceLanes} is another one when the method has been
   * compiled, and results are to be the same at every call.
   */
  static double sum(double[] stored, int at) {
    double sum = stored[at] + stored[at + 1];
    if (COUNT > 2) {
      sum += stored[at + 2] + stored[at + 3];
    }
    if (COUNT > 4) {
      double first = stored[at + 4] + stored[at + 5];
      sum += first + (stored[at + 6] + stored[at + 7]);
    }
    return sum;
  }
}
