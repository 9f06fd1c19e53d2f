package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;
import org.fluxion.kernels.Kernels;
import org.fluxion.kernels.Workers;
import org.jspecify.annotations.Nullable;

/**
 * The matrix product of the last two axes, either factor transposed or not.
 *
 * <p>Operands have rank 2 or more. Their leading axes, if both have any, are equal; an operand of
 * rank 2 serves all matrices of the other. Transposition is a parameter so that the derivatives, C̄
 * Bᵀ and Aᵀ C̄, copy nothing.
 */
record MatMul(boolean transposeA, boolean transposeB) implements Arraywise {
  static final MatMul PLAIN = new MatMul(false, false);

  /** Products with larger matrices copy them piece by piece into the order of reading anyway. */
  private static final int SMALL = 1 << 16;

  /** For fewer rows transposing a matrix takes too much of the time of the product. */
  private static final int MANY_ROWS = 12;

  @Override
  public String name() {
    return "matmul" + (transposeA ? "T" : "N") + (transposeB ? "T" : "N");
  }

  @Override
  public Shape shape(Shape... operands) {
    Shape a = operands[0];
    Shape b = operands[1];
    if (a.rank() < 2 || b.rank() < 2) {
      throw mismatch(a, b, "operands need two axes at least");
    }
    if (inner(a) != (transposeB ? Matrices.columns(b) : Matrices.rows(b))) {
      throw mismatch(a, b, "inner lengths differ");
    }
    Shape lead = a.rank() >= b.rank() ? a : b;
    if (a.rank() > 2 && b.rank() > 2 && !Matrices.leading(a).equals(Matrices.leading(b))) {
      throw mismatch(a, b, "leading axes differ");
    }
    int[] lengths = lead.toArray();
    lengths[lengths.length - 2] = outerA(a);
    lengths[lengths.length - 1] = outerB(b);
    return Shape.owned(lengths);
  }

  private ShapeMismatchException mismatch(Shape a, Shape b, String why) {
    String left = a + (transposeA ? " transposed" : "");
    String right = b + (transposeB ? " transposed" : "");
    return new ShapeMismatchException("matmul: " + left + " times " + right + ": " + why);
  }

  private int inner(Shape a) {
    return transposeA ? Matrices.rows(a) : Matrices.columns(a);
  }

  private int outerA(Shape a) {
    return transposeA ? Matrices.columns(a) : Matrices.rows(a);
  }

  private int outerB(Shape b) {
    return transposeB ? Matrices.rows(b) : Matrices.columns(b);
  }

  @Override
  public long multiplyAdds(Shape... operands) {
    return (long) shape(operands).size() * inner(operands[0]);
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    return onArrays(SharedProduct.Onto.NOTHING, operands);
  }

  @Override
  public ArrayFunction onArraysAdding(Shape... operands) {
    return onArrays(SharedProduct.Onto.RESULT, operands);
  }

  /**
   * {@return how to compute the product of two arrays with a row, a third one, added to all rows}
   */
  ArrayFunction onArraysPlusRow(Shape... operands) {
    return onArrays(SharedProduct.Onto.ROW, operands);
  }

  private ArrayFunction onArrays(SharedProduct.Onto onto, Shape... operands) {
    Shape a = operands[0];
    Shape b = operands[1];
    int m = outerA(a);
    int n = outerB(b);
    int k = inner(a);
    int count = Matrices.count(a.rank() >= b.rank() ? a : b);
    int stepA = a.rank() == 2 ? 0 : m * k;
    int stepB = b.rank() == 2 ? 0 : k * n;
    return new SharedProduct(
        Kernels.current(),
        Workers.configured(),
        transposeA,
        transposeB,
        count,
        m,
        n,
        k,
        stepA,
        stepB,
        onto);
  }

  /**
   * A transposed factor is a factor. But where many rows are multiplied by a small matrix, as by
   * the weights of a layer, the matrix is transposed once for all products with it.
   */
  @Override
  public @Nullable Tensor simplify(Tensor... operands) {
    boolean transposesOnce = transposesOnce(operands);
    Tensor a = untransposed(operands[0]);
    Tensor b = transposesOnce ? null : untransposed(operands[1]);
    if (a != null || b != null) {
      return new MatMul(transposeA ^ (a != null), transposeB ^ (b != null))
          .apply(a == null ? operands[0] : a, b == null ? operands[1] : b);
    }
    return transposeB && transposesOnce
        ? new MatMul(transposeA, false).apply(operands[0], swapped(operands[1]))
        : null;
  }

  private boolean transposesOnce(Tensor... operands) {
    Shape a = operands[0].shape();
    Shape b = operands[1].shape();
    return b.rank() == 2 && b.size() <= SMALL && a.size() >= MANY_ROWS * inner(a);
  }

  private static Tensor swapped(Tensor matrix) {
    Shape shape = matrix.shape();
    return shape.get(0) == 1 || shape.get(1) == 1
        ? Reshape.to(matrix, swapLast(shape))
        : Transpose.of(2).apply(matrix);
  }

  private static @Nullable Tensor untransposed(Tensor factor) {
    Symbolic made = Uniform.madeBy(Transpose.class, factor);
    return made != null && made.primitive() instanceof Transpose t && t.swapsLastTwo()
        ? made.operand(0)
        : null;
  }

  /** Rows of A are rows of the product; a product of Aᵀ sums over the rows of both. */
  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    if (operands[0].rank() != 2 || operands[1].rank() != 2 || !cut[0]) {
      return null;
    }
    boolean keepsRows = !transposeA && !cut[1];
    boolean sumsRows = transposeA && !transposeB && cut[1];
    return keepsRows || sumsRows ? new RowBlock(this, sumsRows) : null;
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Products(this, operands[0], operands[1]);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    Tensor a = operands[0];
    Tensor b = operands[1];
    if (batched[0] && !batched[1] && b.rank() == 2) {
      if (!transposeA) {
        return rowsTimes(a, b, transposeB);
      }
      if (Matrices.columns(a.shape()) == 1) {
        return rowsTimes(Reshape.to(a, swapLast(a.shape())), b, transposeB);
      }
      return apply(a, b);
    }
    if (!batched[0] && batched[1] && a.rank() == 2) {
      // A column times a matrix from the left is a row times its transpose from the right.
      if (outerB(b.shape()) == 1) {
        Tensor rows = transposeB ? b : Reshape.to(b, swapLast(b.shape()));
        Tensor product = rowsTimes(rows, a, !transposeA);
        return Reshape.to(product, swapLast(product.shape()));
      }
      return apply(a, b);
    }
    Tensor left = Batch.repeat(size, a, batched[0]);
    Tensor right = Batch.repeat(size, b, batched[1]);
    return apply(open(left, right), open(right, left));
  }

  /**
   * {@return the operand with the leading axes of the other behind its batch axis, if it has none}
   */
  private static Tensor open(Tensor operand, Tensor other) {
    if (operand.rank() >= other.rank()) {
      return operand;
    }
    Shape shape = operand.shape();
    int[] wide = other.shape().toArray();
    wide[wide.length - 2] = Matrices.rows(shape);
    wide[wide.length - 1] = Matrices.columns(shape);
    int[] opened = wide.clone();
    Arrays.fill(opened, 1, opened.length - 2, 1);
    return Broadcast.to(Reshape.to(operand, Shape.owned(opened)), Shape.owned(wide));
  }

  /** One product of all rows of all matrices by one matrix. */
  private static Tensor rowsTimes(Tensor a, Tensor b, boolean transposeB) {
    Shape shape = a.shape();
    if (shape.rank() == 2) {
      return new MatMul(false, transposeB).apply(a, b);
    }
    int columns = Matrices.columns(shape);
    int rows = shape.sizeBetween(0, shape.rank() - 1);
    Tensor flat = Reshape.to(a, Shape.owned(rows, columns));
    Tensor product = new MatMul(false, transposeB).apply(flat, b);
    return Reshape.to(product, shape.with(shape.rank() - 1, Matrices.columns(product.shape())));
  }

  private static Shape swapLast(Shape shape) {
    int[] lengths = shape.toArray();
    int last = lengths.length - 1;
    int kept = lengths[last];
    lengths[last] = lengths[last - 1];
    lengths[last - 1] = kept;
    return Shape.owned(lengths);
  }

  /** Applies the product to tensors of any rank, as NumPy's matmul does. */
  static Tensor of(Tensor a, Tensor b) {
    if (a.rank() == 0 || b.rank() == 0) {
      throw PLAIN.mismatch(a.shape(), b.shape(), "a scalar is no matrix; use times");
    }
    Tensor left = a.rank() == 1 ? Reshape.to(a, a.shape().prepend(1)) : a;
    Tensor right = b.rank() == 1 ? Reshape.to(b, Shape.owned(b.size(), 1)) : b;
    if (left.rank() > 2 && right.rank() > 2) {
      Shape lead =
          Shape.broadcast(
              "matmul", Matrices.leading(left.shape()), Matrices.leading(right.shape()));
      left = withLeading(left, lead);
      right = withLeading(right, lead);
    }
    Tensor product =
        right.rank() == 2 && left.rank() > 2
            ? checkedRowsTimes(left, right)
            : PLAIN.apply(left, right);
    Shape shape = product.shape();
    if (b.rank() == 1) {
      shape = Axes.of(shape.rank() - 1).removedFrom(shape);
    }
    if (a.rank() == 1) {
      shape = Axes.of(b.rank() == 1 ? shape.rank() - 1 : shape.rank() - 2).removedFrom(shape);
    }
    return Reshape.to(product, shape);
  }

  private static Tensor checkedRowsTimes(Tensor a, Tensor b) {
    PLAIN.shape(a.shape(), b.shape());
    return rowsTimes(a, b, false);
  }

  private static Tensor withLeading(Tensor tensor, Shape lead) {
    int[] lengths = Arrays.copyOf(lead.toArray(), lead.rank() + 2);
    lengths[lead.rank()] = Matrices.rows(tensor.shape());
    lengths[lead.rank() + 1] = Matrices.columns(tensor.shape());
    return Broadcast.to(tensor, Shape.owned(lengths));
  }

  /** Bilinear: Ċ = Ȧ B + A Ḃ; Ā = C̄ Bᵀ and B̄ = Aᵀ C̄, each with its transpositions. */
  private record Products(MatMul primitive, Tensor a, Tensor b) implements Differential {
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor left = tangents[0] == null ? null : primitive.apply(tangents[0], b);
      Tensor right = tangents[1] == null ? null : primitive.apply(a, tangents[1]);
      return left == null ? right : right == null ? left : left.plus(right);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      boolean ta = primitive.transposeA;
      boolean tb = primitive.transposeB;
      Tensor first = null;
      Tensor second = null;
      if (wanted[0]) {
        first =
            ta
                ? new MatMul(tb, true).apply(b, cotangent)
                : new MatMul(false, !tb).apply(cotangent, b);
      }
      if (wanted[1]) {
        second =
            tb
                ? new MatMul(true, ta).apply(cotangent, a)
                : new MatMul(!ta, false).apply(a, cotangent);
      }
      return new @Nullable Tensor[] {summed(first, a), summed(second, b)};
    }

    /** An operand that served all matrices of a batch gets the sum over the batch. */
    private static @Nullable Tensor summed(@Nullable Tensor cotangent, Tensor operand) {
      if (cotangent == null || cotangent.rank() == operand.rank()) {
        return cotangent;
      }
      int[] lead = new int[cotangent.rank() - 2];
      Arrays.setAll(lead, i -> i);
      return Sum.over(cotangent, Axes.of(lead));
    }
  }
}
