package org.fluxion.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a few rows of A by one or two vectors' width of B, whose results stay in registers
 * while the inner index runs. Everything else about a product is left to {@link VectorProduct}.
 *
 * <p>The loops are written out because the compiler keeps vectors in registers only as local
 * variables; fields and offsets are copied to some too, which saves up to a fifth of the time. The
 * fields say how the operands of all tiles of a panel are laid out. Arrays are no fields: storing a
 * reference in an old object is work for the garbage collector.
 */
final class Tiles {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;

  /** Inner length. */
  int k;

  /** From row to row of A, and along its inner index. */
  int aRow;

  int aStep;

  /** Along the inner index of B. */
  int bStep;

  /** From the first to the second vector of B, in tiles of two. */
  int bSecond;

  /** From row to row of C. */
  int cRow;

  /** From the first to the second vector of C; if less than a vector, they overlap. */
  int cSecond;

  /** Whether sums start from C, in tiles of up to four rows, instead of from a row. */
  boolean add;

  /** When adding one vector: how many lanes at its end no other tile has added to C. */
  int freshLanes;

  /** Eight rows by two vectors, whose sums start from a part of a row. */
  void eightByTwo(
      double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] start, int startAt) {
    int row = aRow;
    int row2 = 2 * row;
    int row3 = 3 * row;
    int row4 = 4 * row;
    int row5 = 5 * row;
    int row6 = 6 * row;
    int row7 = 7 * row;
    int aNext = aStep;
    int bNext = bStep;
    int b2 = bSecond;
    int end = k;
    int next = cSecond;
    DoubleVector start0 = DoubleVector.fromArray(SPECIES, start, startAt);
    DoubleVector start1 = DoubleVector.fromArray(SPECIES, start, startAt + next);
    DoubleVector s00 = start0;
    DoubleVector s01 = start1;
    DoubleVector s10 = start0;
    DoubleVector s11 = start1;
    DoubleVector s20 = start0;
    DoubleVector s21 = start1;
    DoubleVector s30 = start0;
    DoubleVector s31 = start1;
    DoubleVector s40 = start0;
    DoubleVector s41 = start1;
    DoubleVector s50 = start0;
    DoubleVector s51 = start1;
    DoubleVector s60 = start0;
    DoubleVector s61 = start1;
    DoubleVector s70 = start0;
    DoubleVector s71 = start1;
    int ai = aAt;
    int bi = bAt;
    for (int p = 0; p < end; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bi);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bi + b2);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      x = DoubleVector.broadcast(SPECIES, a[ai + row]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      x = DoubleVector.broadcast(SPECIES, a[ai + row2]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      x = DoubleVector.broadcast(SPECIES, a[ai + row3]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      x = DoubleVector.broadcast(SPECIES, a[ai + row4]);
      s40 = x.fma(b0, s40);
      s41 = x.fma(b1, s41);
      x = DoubleVector.broadcast(SPECIES, a[ai + row5]);
      s50 = x.fma(b0, s50);
      s51 = x.fma(b1, s51);
      x = DoubleVector.broadcast(SPECIES, a[ai + row6]);
      s60 = x.fma(b0, s60);
      s61 = x.fma(b1, s61);
      x = DoubleVector.broadcast(SPECIES, a[ai + row7]);
      s70 = x.fma(b0, s70);
      s71 = x.fma(b1, s71);
      ai += aNext;
      bi += bNext;
    }
    s00.intoArray(c, cAt);
    s01.intoArray(c, cAt + next);
    s10.intoArray(c, cAt + cRow);
    s11.intoArray(c, cAt + cRow + next);
    s20.intoArray(c, cAt + 2 * cRow);
    s21.intoArray(c, cAt + 2 * cRow + next);
    s30.intoArray(c, cAt + 3 * cRow);
    s31.intoArray(c, cAt + 3 * cRow + next);
    s40.intoArray(c, cAt + 4 * cRow);
    s41.intoArray(c, cAt + 4 * cRow + next);
    s50.intoArray(c, cAt + 5 * cRow);
    s51.intoArray(c, cAt + 5 * cRow + next);
    s60.intoArray(c, cAt + 6 * cRow);
    s61.intoArray(c, cAt + 6 * cRow + next);
    s70.intoArray(c, cAt + 7 * cRow);
    s71.intoArray(c, cAt + 7 * cRow + next);
  }

  /** Six rows by two vectors, added to C; more would not fit a method of the compiler. */
  void addSixByTwo(double[] a, int aAt, double[] b, int bAt, double[] c, int cAt) {
    int row = aRow;
    int row2 = 2 * row;
    int row3 = 3 * row;
    int row4 = 4 * row;
    int row5 = 5 * row;
    int aNext = aStep;
    int bNext = bStep;
    int b2 = bSecond;
    int end = k;
    int next = cSecond;
    DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, cAt);
    DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, cAt + next);
    DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, cAt + cRow);
    DoubleVector s11 = DoubleVector.fromArray(SPECIES, c, cAt + cRow + next);
    DoubleVector s20 = DoubleVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    DoubleVector s21 = DoubleVector.fromArray(SPECIES, c, cAt + 2 * cRow + next);
    DoubleVector s30 = DoubleVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    DoubleVector s31 = DoubleVector.fromArray(SPECIES, c, cAt + 3 * cRow + next);
    DoubleVector s40 = DoubleVector.fromArray(SPECIES, c, cAt + 4 * cRow);
    DoubleVector s41 = DoubleVector.fromArray(SPECIES, c, cAt + 4 * cRow + next);
    DoubleVector s50 = DoubleVector.fromArray(SPECIES, c, cAt + 5 * cRow);
    DoubleVector s51 = DoubleVector.fromArray(SPECIES, c, cAt + 5 * cRow + next);
    int ai = aAt;
    int bi = bAt;
    for (int p = 0; p < end; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bi);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bi + b2);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      x = DoubleVector.broadcast(SPECIES, a[ai + row]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      x = DoubleVector.broadcast(SPECIES, a[ai + row2]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      x = DoubleVector.broadcast(SPECIES, a[ai + row3]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      x = DoubleVector.broadcast(SPECIES, a[ai + row4]);
      s40 = x.fma(b0, s40);
      s41 = x.fma(b1, s41);
      x = DoubleVector.broadcast(SPECIES, a[ai + row5]);
      s50 = x.fma(b0, s50);
      s51 = x.fma(b1, s51);
      ai += aNext;
      bi += bNext;
    }
    s00.intoArray(c, cAt);
    s01.intoArray(c, cAt + next);
    s10.intoArray(c, cAt + cRow);
    s11.intoArray(c, cAt + cRow + next);
    s20.intoArray(c, cAt + 2 * cRow);
    s21.intoArray(c, cAt + 2 * cRow + next);
    s30.intoArray(c, cAt + 3 * cRow);
    s31.intoArray(c, cAt + 3 * cRow + next);
    s40.intoArray(c, cAt + 4 * cRow);
    s41.intoArray(c, cAt + 4 * cRow + next);
    s50.intoArray(c, cAt + 5 * cRow);
    s51.intoArray(c, cAt + 5 * cRow + next);
  }

  /** Eight rows by one vector, whose sums start from a part of a row. */
  void eightByOne(
      double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] start, int startAt) {
    int row = aRow;
    int row2 = 2 * row;
    int row3 = 3 * row;
    int row4 = 4 * row;
    int row5 = 5 * row;
    int row6 = 6 * row;
    int row7 = 7 * row;
    int aNext = aStep;
    int bNext = bStep;
    int end = k;
    DoubleVector start0 = DoubleVector.fromArray(SPECIES, start, startAt);
    DoubleVector s00 = start0;
    DoubleVector s10 = start0;
    DoubleVector s20 = start0;
    DoubleVector s30 = start0;
    DoubleVector s40 = start0;
    DoubleVector s50 = start0;
    DoubleVector s60 = start0;
    DoubleVector s70 = start0;
    int ai = aAt;
    int bi = bAt;
    for (int p = 0; p < end; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bi);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      x = DoubleVector.broadcast(SPECIES, a[ai + row]);
      s10 = x.fma(b0, s10);
      x = DoubleVector.broadcast(SPECIES, a[ai + row2]);
      s20 = x.fma(b0, s20);
      x = DoubleVector.broadcast(SPECIES, a[ai + row3]);
      s30 = x.fma(b0, s30);
      x = DoubleVector.broadcast(SPECIES, a[ai + row4]);
      s40 = x.fma(b0, s40);
      x = DoubleVector.broadcast(SPECIES, a[ai + row5]);
      s50 = x.fma(b0, s50);
      x = DoubleVector.broadcast(SPECIES, a[ai + row6]);
      s60 = x.fma(b0, s60);
      x = DoubleVector.broadcast(SPECIES, a[ai + row7]);
      s70 = x.fma(b0, s70);
      ai += aNext;
      bi += bNext;
    }
    s00.intoArray(c, cAt);
    s10.intoArray(c, cAt + cRow);
    s20.intoArray(c, cAt + 2 * cRow);
    s30.intoArray(c, cAt + 3 * cRow);
    s40.intoArray(c, cAt + 4 * cRow);
    s50.intoArray(c, cAt + 5 * cRow);
    s60.intoArray(c, cAt + 6 * cRow);
    s70.intoArray(c, cAt + 7 * cRow);
  }

  /** One to four rows by two vectors; missing rows repeat the last one. */
  void fourByTwo(
      int rows,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] c,
      int cAt,
      double[] start,
      int startAt) {
    int aNext = aStep;
    int bNext = bStep;
    int end = k;
    int next = cSecond;
    int a1 = Math.min(1, rows - 1) * aRow;
    int a2 = Math.min(2, rows - 1) * aRow;
    int a3 = Math.min(3, rows - 1) * aRow;
    int c1 = Math.min(1, rows - 1) * cRow;
    int c2 = Math.min(2, rows - 1) * cRow;
    int c3 = Math.min(3, rows - 1) * cRow;
    int b2 = bSecond;
    DoubleVector start0 = DoubleVector.fromArray(SPECIES, start, startAt);
    DoubleVector start1 = DoubleVector.fromArray(SPECIES, start, startAt + next);
    DoubleVector s00 = start0;
    DoubleVector s01 = start1;
    DoubleVector s10 = start0;
    DoubleVector s11 = start1;
    DoubleVector s20 = start0;
    DoubleVector s21 = start1;
    DoubleVector s30 = start0;
    DoubleVector s31 = start1;
    if (add) {
      s00 = DoubleVector.fromArray(SPECIES, c, cAt);
      s01 = DoubleVector.fromArray(SPECIES, c, cAt + next);
      s10 = DoubleVector.fromArray(SPECIES, c, cAt + c1);
      s11 = DoubleVector.fromArray(SPECIES, c, cAt + c1 + next);
      s20 = DoubleVector.fromArray(SPECIES, c, cAt + c2);
      s21 = DoubleVector.fromArray(SPECIES, c, cAt + c2 + next);
      s30 = DoubleVector.fromArray(SPECIES, c, cAt + c3);
      s31 = DoubleVector.fromArray(SPECIES, c, cAt + c3 + next);
    }
    int ai = aAt;
    int bi = bAt;
    for (int p = 0; p < end; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bi);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bi + b2);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      x = DoubleVector.broadcast(SPECIES, a[ai + a1]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      x = DoubleVector.broadcast(SPECIES, a[ai + a2]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      x = DoubleVector.broadcast(SPECIES, a[ai + a3]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      ai += aNext;
      bi += bNext;
    }
    s00.intoArray(c, cAt);
    s01.intoArray(c, cAt + next);
    s10.intoArray(c, cAt + c1);
    s11.intoArray(c, cAt + c1 + next);
    s20.intoArray(c, cAt + c2);
    s21.intoArray(c, cAt + c2 + next);
    s30.intoArray(c, cAt + c3);
    s31.intoArray(c, cAt + c3 + next);
  }

  /** One to four rows by one vector; missing rows repeat the last one. */
  void fourByOne(
      int rows,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] c,
      int cAt,
      double[] start,
      int startAt) {
    int aNext = aStep;
    int bNext = bStep;
    int end = k;
    int a1 = Math.min(1, rows - 1) * aRow;
    int a2 = Math.min(2, rows - 1) * aRow;
    int a3 = Math.min(3, rows - 1) * aRow;
    int c1 = Math.min(1, rows - 1) * cRow;
    int c2 = Math.min(2, rows - 1) * cRow;
    int c3 = Math.min(3, rows - 1) * cRow;
    DoubleVector start0 = DoubleVector.fromArray(SPECIES, start, startAt);
    DoubleVector s00 = start0;
    DoubleVector s10 = start0;
    DoubleVector s20 = start0;
    DoubleVector s30 = start0;
    int ai = aAt;
    int bi = bAt;
    for (int p = 0; p < end; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bi);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      x = DoubleVector.broadcast(SPECIES, a[ai + a1]);
      s10 = x.fma(b0, s10);
      x = DoubleVector.broadcast(SPECIES, a[ai + a2]);
      s20 = x.fma(b0, s20);
      x = DoubleVector.broadcast(SPECIES, a[ai + a3]);
      s30 = x.fma(b0, s30);
      ai += aNext;
      bi += bNext;
    }
    if (add) {
      VectorMask<Double> fresh = Lanes.last(freshLanes);
      s00 = DoubleVector.fromArray(SPECIES, c, cAt).add(s00, fresh);
      s10 = DoubleVector.fromArray(SPECIES, c, cAt + c1).add(s10, fresh);
      s20 = DoubleVector.fromArray(SPECIES, c, cAt + c2).add(s20, fresh);
      s30 = DoubleVector.fromArray(SPECIES, c, cAt + c3).add(s30, fresh);
    }
    s00.intoArray(c, cAt);
    s10.intoArray(c, cAt + c1);
    s20.intoArray(c, cAt + c2);
    s30.intoArray(c, cAt + c3);
  }
}
