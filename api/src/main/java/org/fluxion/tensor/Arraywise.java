package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The family of primitives that compute on the elements of their operands, so that a prepared
 * program can run them without making tensors.
 */
public interface Arraywise extends Primitive {
  @Override
  ArrayFunction onArrays(Shape... operands);

  /**
   * {@return what adds the result to what its array holds, or null if that takes as long as adding
   * it afterwards}
   */
  default @Nullable ArrayFunction onArraysAdding(Shape... operands) {
    return null;
  }

  /**
   * {@return the primitive for blocks of rows, or null if it cannot be applied to one block after
   * the other}
   *
   * <p>Rows are the indices of the first axis. A prepared program for a large batch keeps to blocks
   * that fit the cache.
   *
   * @param rows in a block
   * @param cut which operands are cut to the block; the others are whole
   * @param operands the shapes for the whole batch
   */
  default @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    return null;
  }

  @Override
  default Tensor evaluate(Tensor... operands) {
    double[][] arrays = new double[operands.length][];
    Shape[] shapes = new Shape[operands.length];
    for (int i = 0; i < arrays.length; i++) {
      DenseTensor operand = operands[i].plain();
      arrays[i] = operand.data();
      shapes[i] = operand.shape();
    }
    Shape target = shape(shapes);
    double[] result = new double[target.size()];
    onArrays(shapes).run(arrays, result);
    return DenseTensor.wrap(target, result);
  }
}
