package org.fluxion.tensor;

/** What batching rules have in common. */
final class Batch {
  private Batch() {}

  /** Applies a primitive row by row and stacks the results. */
  static Tensor loop(Primitive primitive, int size, Tensor[] operands, boolean[] batched) {
    if (size == 0) {
      Shape[] shapes = new Shape[operands.length];
      for (int i = 0; i < shapes.length; i++) {
        Shape shape = operands[i].shape();
        shapes[i] = batched[i] ? shape.dropFirst(1) : shape;
      }
      return Tensor.zeros(primitive.shape(shapes).prepend(0));
    }
    Tensor[] rows = new Tensor[size];
    for (int row = 0; row < size; row++) {
      Tensor[] own = operands.clone();
      for (int i = 0; i < own.length; i++) {
        if (batched[i]) {
          own[i] = operands[i].get(row);
        }
      }
      rows[row] = primitive.apply(own);
    }
    return Tensor.stack(0, rows);
  }

  /** {@return the operand with a leading axis: as it is if it has one, else repeated} */
  static Tensor repeat(int size, Tensor operand, boolean batched) {
    return batched ? operand : Broadcast.to(operand, operand.shape().prepend(size));
  }

  /** {@return all operands with a leading axis} */
  static Tensor[] align(int size, Tensor[] operands, boolean[] batched) {
    Tensor[] aligned = new Tensor[operands.length];
    for (int i = 0; i < aligned.length; i++) {
      aligned[i] = repeat(size, operands[i], batched[i]);
    }
    return aligned;
  }
}
