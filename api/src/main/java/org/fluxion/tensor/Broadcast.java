package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/** Repeats a tensor along new leading axes and along axes of length 1, as NumPy does. */
record Broadcast(Shape target) implements Linear, Arraywise {
  /** {@return the tensor itself if it has that shape already, else repeated} */
  static Tensor to(Tensor tensor, Shape target) {
    return tensor.shape().equals(target) ? tensor : new Broadcast(target).apply(tensor);
  }

  @Override
  public String name() {
    return "broadcastTo" + target;
  }

  @Override
  public Shape shape(Shape... operands) {
    Shape from = operands[0];
    int lead = target.rank() - from.rank();
    boolean fits = lead >= 0;
    for (int axis = 0; fits && axis < from.rank(); axis++) {
      fits = from.get(axis) == 1 || from.get(axis) == target.get(lead + axis);
    }
    if (!fits) {
      throw new ShapeMismatchException("broadcastTo: " + from + " does not broadcast to " + target);
    }
    return target;
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    Repetition repetition = Repetition.of(operands[0], target);
    return repetition.isCycle() ? ArrayFunction.CYCLE : repetition;
  }

  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    boolean repeatsRows = operands[0].rank() < target.rank() || operands[0].get(0) == 1;
    return cut[0] == repeatsRows ? null : new RowBlock(new Broadcast(target.with(0, rows)), false);
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    Shape from = shapes[0];
    int lead = target.rank() - from.rank();
    int[] repeated = new int[target.rank()];
    int count = 0;
    for (int axis = 0; axis < target.rank(); axis++) {
      if (axis < lead || from.get(axis - lead) != target.get(axis)) {
        repeated[count++] = axis;
      }
    }
    Tensor sum =
        count == 0 ? cotangent : Sum.over(cotangent, Axes.of(Arrays.copyOf(repeated, count)));
    return Reshape.to(sum, from);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    Shape own = operands[0].shape().dropFirst(1);
    int[] padded = new int[target.rank() + 1];
    Arrays.fill(padded, 1);
    padded[0] = size;
    for (int axis = 0; axis < own.rank(); axis++) {
      padded[padded.length - own.rank() + axis] = own.get(axis);
    }
    return to(Reshape.to(operands[0], Shape.owned(padded)), target.prepend(size));
  }
}
