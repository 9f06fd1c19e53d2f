package org.fluxion.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Products of a vector and a matrix, whose elements are used once each. */
final class Thin {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  private Thin() {}

  /**
   * A row times a matrix with contiguous rows: cⱼ = Σₚ aₚ bₚⱼ, for at least one vector of results.
   *
   * @param aStep from element to element of the row
   * @param bStep from row to row of the matrix
   */
  static void row(
      int n,
      int k,
      double[] a,
      int aAt,
      int aStep,
      double[] b,
      int bAt,
      int bStep,
      double[] c,
      int cAt,
      boolean add) {
    int j = 0;
    for (; j <= n - 4 * LANES; j += 4 * LANES) {
      four(k, a, aAt, aStep, b, bAt + j, bStep, c, cAt + j, add);
    }
    for (; j <= n - LANES; j += LANES) {
      one(LANES, k, a, aAt, aStep, b, bAt + j, bStep, c, cAt + j, add);
    }
    if (j < n) {
      // Moved to the left to end where the row ends; only the new lanes are added.
      int at = n - LANES;
      one(n - j, k, a, aAt, aStep, b, bAt + at, bStep, c, cAt + at, add);
    }
  }

  private static void four(
      int k,
      double[] a,
      int aAt,
      int aStep,
      double[] b,
      int bAt,
      int bStep,
      double[] c,
      int cAt,
      boolean add) {
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    DoubleVector s2 = DoubleVector.zero(SPECIES);
    DoubleVector s3 = DoubleVector.zero(SPECIES);
    int ai = aAt;
    int bi = bAt;
    for (int p = 0; p < k; p++) {
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ai]);
      s0 = x.fma(DoubleVector.fromArray(SPECIES, b, bi), s0);
      s1 = x.fma(DoubleVector.fromArray(SPECIES, b, bi + LANES), s1);
      s2 = x.fma(DoubleVector.fromArray(SPECIES, b, bi + 2 * LANES), s2);
      s3 = x.fma(DoubleVector.fromArray(SPECIES, b, bi + 3 * LANES), s3);
      ai += aStep;
      bi += bStep;
    }
    if (add) {
      s0 = s0.add(DoubleVector.fromArray(SPECIES, c, cAt));
      s1 = s1.add(DoubleVector.fromArray(SPECIES, c, cAt + LANES));
      s2 = s2.add(DoubleVector.fromArray(SPECIES, c, cAt + 2 * LANES));
      s3 = s3.add(DoubleVector.fromArray(SPECIES, c, cAt + 3 * LANES));
    }
    s0.intoArray(c, cAt);
    s1.intoArray(c, cAt + LANES);
    s2.intoArray(c, cAt + 2 * LANES);
    s3.intoArray(c, cAt + 3 * LANES);
  }

  private static void one(
      int fresh,
      int k,
      double[] a,
      int aAt,
      int aStep,
      double[] b,
      int bAt,
      int bStep,
      double[] c,
      int cAt,
      boolean add) {
    DoubleVector sum = DoubleVector.zero(SPECIES);
    int ai = aAt;
    int bi = bAt;
    for (int p = 0; p < k; p++) {
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ai]);
      sum = x.fma(DoubleVector.fromArray(SPECIES, b, bi), sum);
      ai += aStep;
      bi += bStep;
    }
    if (add) {
      VectorMask<Double> lanes = Lanes.last(fresh);
      sum = DoubleVector.fromArray(SPECIES, c, cAt).add(sum, lanes);
    }
    sum.intoArray(c, cAt);
  }

  /**
   * Rows of a matrix times a vector, all contiguous: cᵢ = Σₚ aᵢₚ yₚ.
   *
   * @param aRow from row to row of the matrix
   * @param cStep from result to result
   */
  static void dots(
      int m,
      int k,
      double[] a,
      int aAt,
      int aRow,
      double[] y,
      int yAt,
      double[] c,
      int cAt,
      int cStep,
      boolean add) {
    double[] lanes = Lanes.ofThisThread();
    for (int i = 0; i < m; i += 4) {
      int at = aAt + i * aRow;
      int target = cAt + i * cStep;
      fourDots(Math.min(4, m - i), k, a, at, aRow, y, yAt, c, target, cStep, add, lanes);
    }
  }

  /** One to four rows; missing ones repeat the last one. */
  private static void fourDots(
      int rows,
      int k,
      double[] a,
      int aAt,
      int aRow,
      double[] y,
      int yAt,
      double[] c,
      int cAt,
      int cStep,
      boolean add,
      double[] lanes) {
    int a1 = aAt + Math.min(1, rows - 1) * aRow;
    int a2 = aAt + Math.min(2, rows - 1) * aRow;
    int a3 = aAt + Math.min(3, rows - 1) * aRow;
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    DoubleVector s2 = DoubleVector.zero(SPECIES);
    DoubleVector s3 = DoubleVector.zero(SPECIES);
    int p = 0;
    for (; p <= k - LANES; p += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, y, yAt + p);
      s0 = x.fma(DoubleVector.fromArray(SPECIES, a, aAt + p), s0);
      s1 = x.fma(DoubleVector.fromArray(SPECIES, a, a1 + p), s1);
      s2 = x.fma(DoubleVector.fromArray(SPECIES, a, a2 + p), s2);
      s3 = x.fma(DoubleVector.fromArray(SPECIES, a, a3 + p), s3);
    }
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, LANES);
    s2.intoArray(lanes, 2 * LANES);
    s3.intoArray(lanes, 3 * LANES);
    double t0 = Lanes.sum(lanes, 0);
    double t1 = Lanes.sum(lanes, LANES);
    double t2 = Lanes.sum(lanes, 2 * LANES);
    double t3 = Lanes.sum(lanes, 3 * LANES);
    for (; p < k; p++) {
      double x = y[yAt + p];
      t0 = Math.fma(x, a[aAt + p], t0);
      t1 = Math.fma(x, a[a1 + p], t1);
      t2 = Math.fma(x, a[a2 + p], t2);
      t3 = Math.fma(x, a[a3 + p], t3);
    }
    c[cAt] = add ? c[cAt] + t0 : t0;
    if (rows > 1) {
      c[cAt + cStep] = add ? c[cAt + cStep] + t1 : t1;
    }
    if (rows > 2) {
      c[cAt + 2 * cStep] = add ? c[cAt + 2 * cStep] + t2 : t2;
    }
    if (rows > 3) {
      c[cAt + 3 * cStep] = add ? c[cAt + 3 * cStep] + t3 : t3;
    }
  }
}
