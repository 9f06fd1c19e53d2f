package org.fluxion.backend.pytorch;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.tensor.Linear;
import org.fluxion.tensor.Shape;

/** Primitives that only move elements, or add some of them up. */
final class Moves {
  private Moves() {}

  static Tensor reshape(Application a) {
    return a.first().reshape(a.lengths());
  }

  static Tensor broadcast(Application a) {
    return a.first().expand(a.lengths());
  }

  static Tensor transpose(Application a) {
    return torch.permute(a.first(), a.numbers());
  }

  static Tensor get(Application a) {
    Tensor part = a.first();
    for (long index : a.numbers()) {
      part = torch.select(part, 0L, index);
    }
    return part;
  }

  /** The adjoint of get: a tensor in a larger one of zeros. */
  static Tensor place(Application a) {
    long[] index = a.numbers();
    long[] lengths = a.lengths();
    long[] single = lengths.clone();
    Arrays.fill(single, 0, index.length, 1);
    // libtorch counts the axes from the last one.
    long[] around = new long[2 * lengths.length];
    for (int axis = 0; axis < index.length; axis++) {
      int at = 2 * (lengths.length - 1 - axis);
      around[at] = index[axis];
      around[at + 1] = lengths[axis] - 1 - index[axis];
    }
    return torch.constant_pad_nd(a.first().reshape(single), around, new Scalar(0.0));
  }

  static Tensor slice(Application a) {
    long[] of = a.numbers();
    return a.first().narrow(of[0], of[1], of[2] - of[1]);
  }

  static Tensor pad(Application a) {
    long[] of = a.numbers();
    long[] around = new long[2 * a.shape().rank()];
    int at = 2 * (a.shape().rank() - 1 - (int) of[0]);
    around[at] = of[1];
    around[at + 1] = of[2];
    return torch.constant_pad_nd(a.first(), around, new Scalar(0.0));
  }

  static Tensor flip(Application a) {
    return torch.flip(a.first(), a.numbers());
  }

  static Tensor concat(Application a) {
    return torch.cat(new TensorVector(a.operands()), a.numbers()[0]);
  }

  /** Which indices it takes is told by what it takes from 0, 1, 2, …. */
  static Tensor gather(Application a) {
    int axis = (int) a.numbers()[0];
    org.fluxion.tensor.Tensor counted = counted(Torch.shape(a.first()), axis);
    return torch.index_select(a.first(), axis, indices(a.primitive().evaluate(counted)));
  }

  /** The adjoint of scatter takes from 0, 1, 2, … the places that scatter adds to. */
  static Tensor scatter(Application a) {
    int axis = (int) a.numbers()[0];
    Shape from = along(Torch.shape(a.first()), axis);
    org.fluxion.tensor.Tensor places =
        ((Linear) a.primitive()).adjoint(0, counted(a.shape(), axis), new Shape[] {from});
    return torch.index_add(Torch.zeros(a.shape()), axis, indices(places), a.first());
  }

  static Tensor sum(Application a) {
    return a.first().sum(a.numbers());
  }

  static Tensor cumulativeSum(Application a) {
    return torch.cumsum(a.first(), a.numbers()[0]);
  }

  static Tensor matmul(Application a) {
    String name = a.primitive().name();
    return torch.matmul(
        factor(a.first(), name.charAt(name.length() - 2)),
        factor(a.second(), name.charAt(name.length() - 1)));
  }

  private static Tensor factor(Tensor matrices, char how) {
    return how == 'T' ? torch.transpose(matrices, -2L, -1L) : matrices;
  }

  /** {@return the shape with one element along all axes but one} */
  private static Shape along(Shape shape, int axis) {
    int[] lengths = new int[shape.rank()];
    Arrays.fill(lengths, 1);
    lengths[axis] = shape.get(axis);
    return Shape.of(lengths);
  }

  private static org.fluxion.tensor.Tensor counted(Shape shape, int axis) {
    Shape along = along(shape, axis);
    double[] numbers = new double[along.size()];
    Arrays.setAll(numbers, i -> i);
    return org.fluxion.tensor.Tensor.of(numbers, along.toArray());
  }

  private static Tensor indices(org.fluxion.tensor.Tensor numbers) {
    long[] indices = Arrays.stream(numbers.toArray()).mapToLong(number -> (long) number).toArray();
    Tensor result =
        torch.empty(
            LongStream.of(indices.length).toArray(),
            new TensorOptions(torch.ScalarType.Long),
            null);
    if (indices.length > 0) {
      LongPointer data = result.data_ptr_long();
      data.put(indices);
    }
    return result;
  }
}
