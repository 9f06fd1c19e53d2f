package org.fluxion.tensor;

import org.fluxion.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/** Sums over axes, which disappear. */
record Sum(Axes axes) implements Linear, Arraywise {
  /** {@return the sum; the tensor itself if no axis is named} */
  static Tensor over(Tensor tensor, Axes axes) {
    return axes.count() == 0 ? tensor : new Sum(axes).apply(tensor);
  }

  @Override
  public String name() {
    return "sum" + axes;
  }

  @Override
  public Shape shape(Shape... operands) {
    return axes.removedFrom(axes.requireIn(name(), operands[0]));
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    Kernels kernels = Kernels.current();
    return axes.reduction(
        operands[0],
        (x, outer, length, inner, result) -> along(kernels, x, outer, length, inner, result));
  }

  static void along(
      Kernels kernels, double[] x, int outer, int length, int inner, double[] result) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        result[o] = kernels.sum(x, o * length, length);
      } else {
        kernels.sumRows(length, inner, x, o * length * inner, result, o * inner, false);
      }
    }
  }

  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    return cut[0] ? new RowBlock(this, axes.contains(0)) : null;
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return axes.spread(cotangent, shapes[0]);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return over(operands[0], axes.behindBatch());
  }
}
