package org.fluxion.backend.pytorch;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Between tensors of this library and those of libtorch, all of which are dense and of float64. */
final class Torch {
  private Torch() {}

  /** {@return a copy of a plain tensor in native memory} */
  static org.bytedeco.pytorch.Tensor copy(Tensor plain) {
    org.bytedeco.pytorch.Tensor copy = torch.empty(lengths(plain.shape()), float64(), null);
    if (plain.size() > 0) {
      DoublePointer data = copy.data_ptr_double();
      data.put(plain.toArray());
    }
    return copy;
  }

  /** {@return the numbers of a native tensor} */
  static Tensor plain(org.bytedeco.pytorch.Tensor tensor) {
    double[] data = new double[Math.toIntExact(tensor.numel())];
    // libtorch has zeros without memory.
    if (data.length > 0 && !tensor._is_zerotensor()) {
      tensor.detach().contiguous().data_ptr_double().get(data);
    }
    return Tensor.of(data, shape(tensor).toArray());
  }

  static org.bytedeco.pytorch.Tensor zeros(Shape shape) {
    return torch.zeros(lengths(shape), float64());
  }

  static org.bytedeco.pytorch.Tensor number(double value) {
    return torch.scalar_tensor(new Scalar(value), float64());
  }

  static Shape shape(org.bytedeco.pytorch.Tensor tensor) {
    int[] lengths = new int[Math.toIntExact(tensor.dim())];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Math.toIntExact(tensor.size(i));
    }
    return Shape.of(lengths);
  }

  static long[] lengths(Shape shape) {
    long[] lengths = new long[shape.rank()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = shape.get(i);
    }
    return lengths;
  }

  /** {@return whether all elements are finite; now and then no for very large ones that are} */
  static boolean isFinite(org.bytedeco.pytorch.Tensor tensor) {
    return Double.isFinite(tensor.detach().sum().item_double());
  }

  private static TensorOptions float64() {
    return new TensorOptions(torch.ScalarType.Double);
  }
}
