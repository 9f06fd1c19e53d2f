package org.fluxion.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds one number to every element. */
record Offset(double constant) implements Elementwise {
  private static final Tensor ONE = DenseTensor.scalarOf(1);

  /** {@return the tensor itself if the constant is 0, else moved by it} */
  static Tensor of(double constant, Tensor tensor) {
    return constant == 0 ? tensor : new Offset(constant).apply(tensor);
  }

  @Override
  public String name() {
    return "plus(" + constant + ")";
  }

  @Override
  public <V> V formula(Arithmetic<V> in, List<V> operands) {
    return in.plus(operands.get(0), in.constant(constant));
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    double[] x = operands[0];
    for (int i = 0; i < result.length; i++) {
      result[i] = x[i] + constant;
    }
  }

  @Override
  public Tensor partial(int operand, Tensor[] operands, Tensor result) {
    return Broadcast.to(ONE, result.shape());
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return Identity.INSTANCE;
  }

  /** The derivative passes tangents and cotangents through. */
  private enum Identity implements Differential {
    INSTANCE;

    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      return tangents[0];
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      return new @Nullable Tensor[] {wanted[0] ? cotangent : null};
    }
  }
}
