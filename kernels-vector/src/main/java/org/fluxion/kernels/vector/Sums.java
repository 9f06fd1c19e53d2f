package org.fluxion.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums whose errors do not grow with the number of terms: what the additions of partial sums round
 * off is summed up on its own (A. Neumaier 1974; the rounding error as D. Knuth's TwoSum gives it).
 */
final class Sums {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  /** Terms of a partial sum. */
  private static final int RUN = 512;

  private Sums() {}

  /** {@return Σ xᵢ} */
  static double sum(double[] x, int at, int length) {
    double[] lanes = Lanes.ofThisThread();
    if (length <= RUN) {
      return partialSum(x, at, length, lanes);
    }
    double sum = 0;
    double lost = 0;
    for (int i = 0; i < length; i += RUN) {
      double term = partialSum(x, at + i, Math.min(RUN, length - i), lanes);
      lost += lost(sum, term);
      sum += term;
    }
    return Double.isFinite(lost) ? sum + lost : sum;
  }

  /** {@return Σ xᵢ yᵢ} */
  static double dot(double[] x, int xAt, double[] y, int yAt, int length) {
    double[] lanes = Lanes.ofThisThread();
    if (length <= RUN) {
      return partialDot(x, xAt, y, yAt, length, lanes);
    }
    double sum = 0;
    double lost = 0;
    for (int i = 0; i < length; i += RUN) {
      double term = partialDot(x, xAt + i, y, yAt + i, Math.min(RUN, length - i), lanes);
      lost += lost(sum, term);
      sum += term;
    }
    return Double.isFinite(lost) ? sum + lost : sum;
  }

  /** {@return what a sum of two numbers rounds off} */
  private static double lost(double sum, double term) {
    double grown = sum + term;
    double ofTerm = grown - sum;
    return sum - (grown - ofTerm) + (term - ofTerm);
  }

  private static double partialSum(double[] x, int at, int length, double[] lanes) {
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = 0;
    for (; i <= length - 4 * LANES; i += 4 * LANES) {
      s0 = s0.add(DoubleVector.fromArray(SPECIES, x, at + i));
      s1 = s1.add(DoubleVector.fromArray(SPECIES, x, at + i + LANES));
      s2 = s2.add(DoubleVector.fromArray(SPECIES, x, at + i + 2 * LANES));
      s3 = s3.add(DoubleVector.fromArray(SPECIES, x, at + i + 3 * LANES));
    }
    double rest = 0;
    for (; i < length; i++) {
      rest += x[at + i];
    }
    s0.add(s1).add(s2.add(s3)).intoArray(lanes, 0);
    return Lanes.sum(lanes, 0) + rest;
  }

  private static double partialDot(
      double[] x, int xAt, double[] y, int yAt, int length, double[] lanes) {
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    int i = 0;
    for (; i <= length - 2 * LANES; i += 2 * LANES) {
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xAt + i + LANES);
      s0 = v0.fma(DoubleVector.fromArray(SPECIES, y, yAt + i), s0);
      s1 = v1.fma(DoubleVector.fromArray(SPECIES, y, yAt + i + LANES), s1);
    }
    double rest = 0;
    for (; i < length; i++) {
      rest = Math.fma(x[xAt + i], y[yAt + i], rest);
    }
    s0.add(s1).intoArray(lanes, 0);
    return Lanes.sum(lanes, 0) + rest;
  }

  /** Sums the rows of a matrix with at least one vector of columns, by compensated summation. */
  static void rows(int rows, int columns, double[] x, int xAt, double[] y, int yAt, boolean add) {
    int j = 0;
    for (; j <= columns - LANES; j += LANES) {
      panel(LANES, rows, columns, x, xAt + j, y, yAt + j, add);
    }
    if (j < columns) {
      // Moved to the left to end where the rows end; only the new lanes are stored.
      int at = columns - LANES;
      panel(columns - j, rows, columns, x, xAt + at, y, yAt + at, add);
    }
  }

  private static void panel(
      int fresh, int rows, int columns, double[] x, int xAt, double[] y, int yAt, boolean add) {
    DoubleVector before = DoubleVector.fromArray(SPECIES, y, yAt);
    DoubleVector sum = add ? before : DoubleVector.zero(SPECIES);
    DoubleVector lost = DoubleVector.zero(SPECIES);
    int at = xAt;
    for (int i = 0; i < rows; i++) {
      DoubleVector term = DoubleVector.fromArray(SPECIES, x, at);
      DoubleVector grown = sum.add(term);
      DoubleVector ofTerm = grown.sub(sum);
      lost = lost.add(sum.sub(grown.sub(ofTerm)).add(term.sub(ofTerm)));
      sum = grown;
      at += columns;
    }
    // An infinite sum loses nothing that counts, and its losses are NaN.
    VectorMask<Double> counts = lost.compare(VectorOperators.EQ, lost);
    before.blend(sum.add(lost.blend(0, counts.not())), Lanes.last(fresh)).intoArray(y, yAt);
  }
}
