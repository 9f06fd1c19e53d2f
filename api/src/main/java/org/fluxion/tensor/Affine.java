package org.fluxion.tensor;

import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/**
 * A B + c with the same row c added to all rows of the product, in one pass over the result.
 *
 * <p>Recorded programs have it where a row is added to a product; nothing else makes it. Operands
 * are A, B and the row, which has as many elements as the product has columns.
 */
record Affine(MatMul product) implements Arraywise {
  @Override
  public String name() {
    return product.name() + "PlusRow";
  }

  @Override
  public Shape shape(Shape... operands) {
    Shape shape = product.shape(operands[0], operands[1]);
    if (operands[2].size() != Matrices.columns(shape)) {
      throw new ShapeMismatchException(
          name() + ": " + operands[2] + " is no row of the product " + shape);
    }
    return shape;
  }

  @Override
  public long multiplyAdds(Shape... operands) {
    return product.multiplyAdds(operands[0], operands[1]);
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    return product.onArraysPlusRow(operands[0], operands[1]);
  }

  /**
   * {@return the sum of a product and a repeated row in one step, or null if the operands are not
   * those}
   */
  static @Nullable Tensor of(Tensor first, Tensor last) {
    Symbolic product = Uniform.madeBy(MatMul.class, first);
    Symbolic repeated = Uniform.madeBy(Broadcast.class, last);
    if (product == null || repeated == null || !(product.primitive() instanceof MatMul matMul)) {
      return null;
    }
    Tensor row = repeated.operand(0);
    int columns = Matrices.columns(first.shape());
    boolean isRow = row.size() == columns && row.shape().get(row.rank() - 1) == columns;
    return isRow ? new Affine(matMul).apply(product.operand(0), product.operand(1), row) : null;
  }

  @Override
  public Tensor expand(Tensor... operands) {
    Tensor result = product.apply(operands[0], operands[1]);
    return result.plus(repeated(operands[2], result.shape()));
  }

  private static Tensor repeated(Tensor row, Shape target) {
    return Broadcast.to(Reshape.to(row, Shape.owned(row.size())), target);
  }

  /** A row of A makes a row of the product. */
  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    RowBlock block = cut[2] ? null : product.forRows(rows, cut, operands);
    return block == null || block.isTotal() ? null : new RowBlock(this, false);
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new WithRow(
        product.differentiate(operands, result), operands[2].shape(), result.shape());
  }

  /** The derivative of the product, and of the row. */
  private record WithRow(Differential product, Shape row, Shape target) implements Differential {
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor added = tangents[2] == null ? null : repeated(tangents[2], target);
      if (tangents[0] == null && tangents[1] == null) {
        return added;
      }
      Tensor tangent = product.pushforward(tangents);
      return tangent == null ? added : added == null ? tangent : tangent.plus(added);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      @Nullable Tensor[] ofProduct = product.pullback(cotangent, wanted);
      Tensor ofRow =
          wanted[2]
              ? Reshape.to(
                  new Broadcast(target).adjoint(0, cotangent, new Shape[] {flat(row)}), row)
              : null;
      return new @Nullable Tensor[] {ofProduct[0], ofProduct[1], ofRow};
    }

    private static Shape flat(Shape row) {
      return Shape.owned(row.size());
    }
  }
}
