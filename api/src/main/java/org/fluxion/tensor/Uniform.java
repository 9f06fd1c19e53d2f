package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/** Constants of recorded programs that have the same number everywhere. */
final class Uniform {
  private Uniform() {}

  /**
   * {@return the number that all elements of a plain tensor are, to the bit; null if there is none}
   */
  static @Nullable Double of(Tensor tensor) {
    if (!(tensor instanceof DenseTensor dense) || dense.size() == 0) {
      return null;
    }
    double[] data = dense.data();
    long first = Double.doubleToRawLongBits(data[0]);
    for (double element : data) {
      if (Double.doubleToRawLongBits(element) != first) {
        return null;
      }
    }
    return data[0];
  }

  /** {@return the operand if it was made by a primitive of that kind, else null} */
  static @Nullable Symbolic madeBy(Class<? extends Primitive> kind, Tensor operand) {
    return operand instanceof Symbolic symbolic && kind.isInstance(symbolic.primitive())
        ? symbolic
        : null;
  }
}
