package org.fluxion.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A matrix product by {@link Tiles}, for C with rows of at least one vector.
 *
 * <p>C is computed in panels of two vectors' width, each from the top down. In the last one the
 * vectors overlap so that it ends where C ends, or it is one vector wide and moved to the left;
 * what is computed twice comes out the same. From the second level of cache on, and where B is
 * transposed, blocks of the operands are copied into the order in which they are read (K. Goto and
 * R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM Trans. Math. Softw. 34,
 * 2008).
 *
 * <p>One object serves one thread and keeps its buffers.
 */
final class VectorProduct {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  /** Tiles of eight rows by two vectors need more than 16 registers. */
  private static final boolean TALL =
      DoubleVector.SPECIES_PREFERRED.length() >= 8
          || System.getProperty("os.arch", "").equals("aarch64");

  /** Rows of a copied panel of A. */
  private static final int ROWS = 8;

  /** Inner length of a copied block: long, since adding to C again costs more than a near cache. */
  private static final int DEPTH = 1024;

  /** Rows of a copied block of A. */
  private static final int HEIGHT = 1024;

  /** Elements of A that are gone through for each panel of B if nothing is copied. */
  private static final int NEAR = 32768;

  /** From so many elements of B on A is copied. */
  private static final int LARGE = 98304;

  /** Copying A needs so many columns of C to pay. */
  private static final int MANY_COLUMNS = 256;

  /** Copying A needs so many rows to pay. */
  private static final int SOME_ROWS = 32;

  /** From so many rows on B is copied where A is. */
  private static final int MANY_ROWS = 200;

  /** From this inner length on, adding tiles of eight rows afterwards pays. */
  private static final int DEEP = 128;

  /** Rows of a tile that starts from C. */
  private static final int ADDED_ROWS = 6;

  /** What sums start from if they start from nothing. */
  private static final double[] ZEROS = new double[2 * LANES];

  private static final ThreadLocal<VectorProduct> OF_THREAD =
      ThreadLocal.withInitial(VectorProduct::new);

  private final Tiles tiles = new Tiles();

  /** A panel of B: rows of two vectors. */
  private final double[] panelB = new double[DEPTH * 2 * LANES];

  /** A block of A: panels of eight rows, each along the inner index; grows when it must. */
  private double[] blockA = {};

  /** A tile of eight rows that is to be added to C. */
  private final double[] sums = new double[ROWS * 2 * LANES];

  private boolean copyA;
  private boolean copyB;
  private int aRow;
  private int aStep;
  private int bStep;
  private int bColumn;

  private VectorProduct() {}

  static VectorProduct ofThisThread() {
    return OF_THREAD.get();
  }

  /**
   * Says how the operands are laid out.
   *
   * @param aRow from row to row of A
   * @param aStep along the inner index of A
   * @param bStep along the inner index of B
   * @param bColumn from column to column of B
   * @return this
   */
  VectorProduct of(int aRow, int aStep, int bStep, int bColumn) {
    this.aRow = aRow;
    this.aStep = aStep;
    this.bStep = bStep;
    this.bColumn = bColumn;
    return this;
  }

  /** Computes the product, or adds it to C. */
  void run(
      int m,
      int n,
      int k,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] c,
      int cAt,
      boolean add) {
    run(m, n, k, a, aAt, b, bAt, c, cAt, add, ZEROS, 0);
  }

  /** Computes the product and adds a row to each of its rows. */
  void plusRow(
      int m,
      int n,
      int k,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] c,
      int cAt,
      double[] row,
      int rowAt) {
    run(m, n, k, a, aAt, b, bAt, c, cAt, false, row, rowAt);
  }

  private void run(
      int m,
      int n,
      int k,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] c,
      int cAt,
      boolean add,
      double[] row,
      int rowAt) {
    copyA = (long) k * n >= LARGE && n >= MANY_COLUMNS && m >= SOME_ROWS;
    copyB = copyA && m >= MANY_ROWS || bColumn != 1;
    int depth = copyA || copyB ? DEPTH : k;
    int height = height(m, k);
    tiles.cRow = n;
    for (int p = 0; p < k; p += depth) {
      tiles.k = Math.min(depth, k - p);
      tiles.add = add || p > 0;
      double[] start = tiles.add ? ZEROS : row;
      for (int i = 0; i < m; i += height) {
        int rows = Math.min(height, m - i);
        int from = aAt + i * aRow + p * aStep;
        int bFrom = bAt + p * bStep;
        int cFrom = cAt + i * n;
        if (copyA) {
          tiles.aRow = 1;
          tiles.aStep = ROWS;
          panels(rows, n, copied(rows, a, from), 0, b, bFrom, c, cFrom, start, rowAt);
        } else {
          tiles.aRow = aRow;
          tiles.aStep = aStep;
          panels(rows, n, a, from, b, bFrom, c, cFrom, start, rowAt);
        }
      }
    }
  }

  /** {@return how many rows of A are gone through for each panel of B} */
  private int height(int m, int k) {
    if (copyA) {
      return HEIGHT;
    }
    return (long) m * k <= NEAR ? m : Math.max(ROWS, NEAR / k / ROWS * ROWS);
  }

  private double[] copied(int rows, double[] a, int at) {
    int size = (rows + ROWS - 1) / ROWS * ROWS * tiles.k;
    if (blockA.length < size) {
      blockA = new double[size];
    }
    for (int i = 0; i < rows; i += ROWS) {
      int height = Math.min(ROWS, rows - i);
      if (aRow == 1 && height == ROWS) {
        for (int r = 0; r < ROWS; r += LANES) {
          copyVectors(a, at + i + r, blockA, i * tiles.k + r);
        }
      } else {
        interleave(height, a, at + i * aRow, aRow, aStep, blockA, i * tiles.k, ROWS);
      }
    }
    return blockA;
  }

  private void panels(
      int m,
      int n,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] c,
      int cAt,
      double[] start,
      int startAt) {
    int startStep = start == ZEROS ? 0 : 1;
    int startFrom = start == ZEROS ? 0 : startAt;
    int j = 0;
    tiles.freshLanes = LANES;
    tiles.cSecond = LANES;
    for (; j <= n - 2 * LANES; j += 2 * LANES) {
      panel(m, true, a, aAt, b, bAt + j * bColumn, c, cAt + j, start, startFrom + j * startStep);
    }
    boolean two = false;
    if (j > n - LANES) {
      tiles.freshLanes = n - j;
      j = n - LANES;
    } else if (j < n - LANES) {
      tiles.cSecond = n - j - LANES;
      two = true;
    }
    if (tiles.freshLanes > 0) {
      panel(m, two, a, aAt, b, bAt + j * bColumn, c, cAt + j, start, startFrom + j * startStep);
    }
  }

  /** One panel of C, of one vector's width or two. */
  private void panel(
      int m,
      boolean two,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] c,
      int cAt,
      double[] start,
      int startAt) {
    if (copyB) {
      copyB(two, b, bAt);
      tiles.bStep = 2 * LANES;
      tiles.bSecond = LANES;
      tiles(m, two, a, aAt, panelB, 0, c, cAt, start, startAt);
    } else {
      tiles.bStep = bStep;
      tiles.bSecond = tiles.cSecond;
      tiles(m, two, a, aAt, b, bAt, c, cAt, start, startAt);
    }
  }

  private void tiles(
      int m,
      boolean two,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] c,
      int cAt,
      double[] start,
      int startAt) {
    // From one tile to the next one below it. Copied panels of A are as long as the inner index.
    int row = copyA ? tiles.k : aRow;
    int cRow = tiles.cRow;
    int i = 0;
    if (TALL && !tiles.add) {
      for (; i <= m - ROWS; i += ROWS) {
        eight(two, a, aAt + i * row, b, bAt, c, cAt + i * cRow, start, startAt);
      }
    } else if (TALL && (copyA || tiles.k >= DEEP)) {
      for (; i <= m - ROWS; i += ROWS) {
        addEight(two, a, aAt + i * row, b, bAt, c, cAt + i * cRow);
      }
    } else if (TALL && two) {
      for (; i <= m - ADDED_ROWS; i += ADDED_ROWS) {
        tiles.addSixByTwo(a, aAt + i * row, b, bAt, c, cAt + i * cRow);
      }
    }
    for (; i < m; i += 4) {
      // The second half of a copied panel of A begins four elements behind the first one.
      int at = copyA ? aAt + (i & -ROWS) * row + (i & 4) : aAt + i * row;
      int rows = Math.min(4, m - i);
      if (two) {
        tiles.fourByTwo(rows, a, at, b, bAt, c, cAt + i * cRow, start, startAt);
      } else {
        tiles.fourByOne(rows, a, at, b, bAt, c, cAt + i * cRow, start, startAt);
      }
    }
  }

  private void eight(
      boolean two,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] c,
      int cAt,
      double[] start,
      int startAt) {
    if (two) {
      tiles.eightByTwo(a, aAt, b, bAt, c, cAt, start, startAt);
    } else {
      tiles.eightByOne(a, aAt, b, bAt, c, cAt, start, startAt);
    }
  }

  /** Adds a tile to C, but for columns that another tile of its rows has been added to. */
  private void addEight(
      boolean two, double[] a, int aAt, double[] b, int bAt, double[] c, int cAt) {
    int cRow = tiles.cRow;
    tiles.cRow = 2 * LANES;
    eight(two, a, aAt, b, bAt, sums, 0, ZEROS, 0);
    tiles.cRow = cRow;
    int from = two ? 0 : LANES - tiles.freshLanes;
    int to = two ? LANES + tiles.cSecond : LANES;
    for (int r = 0; r < ROWS; r++) {
      int at = r * 2 * LANES;
      int j = from;
      for (; j <= to - LANES; j += LANES) {
        DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, at + j);
        int target = cAt + r * cRow + j;
        DoubleVector.fromArray(SPECIES, c, target).add(sum).intoArray(c, target);
      }
      for (; j < to; j++) {
        c[cAt + r * cRow + j] += sums[at + j];
      }
    }
  }

  private void copyB(boolean two, double[] b, int at) {
    int second = two ? tiles.cSecond * bColumn : 0;
    if (bColumn == 1) {
      copyPairs(b, at, second);
    } else {
      interleave(LANES, b, at, bColumn, bStep, panelB, 0, 2 * LANES);
      if (two) {
        interleave(LANES, b, at + second, bColumn, bStep, panelB, LANES, 2 * LANES);
      }
    }
  }

  /** Copies two vectors of B for each inner index, which are neighbours afterwards. */
  private void copyPairs(double[] b, int at, int second) {
    int source = at;
    int target = 0;
    for (int p = 0; p < tiles.k; p++) {
      DoubleVector.fromArray(SPECIES, b, source).intoArray(panelB, target);
      DoubleVector.fromArray(SPECIES, b, source + second).intoArray(panelB, target + LANES);
      source += bStep;
      target += 2 * LANES;
    }
  }

  /** Copies a vector of A for each inner index, whose elements are neighbours already. */
  private void copyVectors(double[] a, int at, double[] to, int toAt) {
    int source = at;
    int target = toAt;
    for (int p = 0; p < tiles.k; p++) {
      DoubleVector.fromArray(SPECIES, a, source).intoArray(to, target);
      source += aStep;
      target += ROWS;
    }
  }

  /** Copies lines that are apart, so that their elements of one inner index are neighbours. */
  private void interleave(
      int lines, double[] from, int at, int line, int step, double[] to, int toAt, int toStep) {
    int together = Math.min(4, LANES);
    for (int i = 0; i < lines; i += together) {
      int l1 = Math.min(1, lines - 1 - i) * line;
      int l2 = Math.min(2, lines - 1 - i) * line;
      int l3 = Math.min(3, lines - 1 - i) * line;
      int source = at + i * line;
      int target = toAt + i;
      for (int p = 0; p < tiles.k; p++) {
        to[target] = from[source];
        to[target + 1] = from[source + l1];
        if (together == 4) {
          to[target + 2] = from[source + l2];
          to[target + 3] = from[source + l3];
        }
        source += step;
        target += toStep;
      }
    }
  }
}
