package org.fluxion.tensor;

import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/** The same elements in the same order under another shape. */
record Reshape(Shape target) implements Linear, Arraywise {
  /** {@return the tensor itself if it has that shape already, else reshaped} */
  static Tensor to(Tensor tensor, Shape target) {
    return tensor.shape().equals(target) ? tensor : new Reshape(target).apply(tensor);
  }

  @Override
  public String name() {
    return "reshape" + target;
  }

  @Override
  public Shape shape(Shape... operands) {
    if (operands[0].size() != target.size()) {
      throw new ShapeMismatchException(
          "reshape: "
              + operands[0]
              + " has "
              + operands[0].size()
              + " elements, "
              + target
              + " has "
              + target.size());
    }
    return target;
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    return ArrayFunction.COPY;
  }

  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    return cut[0] && target.rank() > 0 && target.get(0) == operands[0].get(0)
        ? new RowBlock(new Reshape(target.with(0, rows)), false)
        : null;
  }

  @Override
  public @Nullable Tensor simplify(Tensor... operands) {
    Symbolic reshaped = Uniform.madeBy(Reshape.class, operands[0]);
    return reshaped == null ? null : to(reshaped.operand(0), target);
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    shape(operands[0].shape());
    return DenseTensor.wrap(target, operands[0].plain().data());
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return to(cotangent, shapes[0]);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return to(operands[0], target.prepend(size));
  }
}
