package org.fluxion.benchmarks.pytorch;

import java.util.function.DoubleSupplier;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The few things that are said to PyTorch at length. */
final class Torch {
  private Torch() {}

  /** Has one thread do everything. */
  static void useOneThread() {
    torch.set_num_threads(1);
    // The products are OpenBLAS's, which has threads of its own.
    openblas_full.openblas_set_num_threads(1);
  }

  /** {@return a variable} */
  static Tensor variable(double[] numbers, long... shape) {
    return Tensor.create(numbers, shape).set_requires_grad(true);
  }

  /** {@return a constant} */
  static Tensor constant(double[] numbers, long... shape) {
    return Tensor.create(numbers, shape);
  }

  /**
   * {@return the derivatives of a scalar}
   *
   * @param differentiable whether they can be differentiated themselves
   */
  static TensorVector gradient(Tensor of, TensorVector by, boolean differentiable) {
    TensorVector one = new TensorVector();
    return torch.grad(
        new TensorVector(of), by, one, new BoolOptional(), differentiable, /* unused= */ false);
  }

  /** {@return what is computed; native memory that was taken for it is given back} */
  @SuppressWarnings("try") // The scope is there to be closed.
  static double released(DoubleSupplier computation) {
    try (PointerScope scope = new PointerScope()) {
      return computation.getAsDouble();
    }
  }

  /** Copies the elements of some tensors one after the other. */
  static void copy(TensorVector from, double[] to) {
    int at = 0;
    for (Tensor tensor : from.get()) {
      int size = (int) tensor.numel();
      new DoublePointer(tensor.contiguous().data_ptr()).get(to, at, size);
      at += size;
    }
  }
}
