package org.fluxion.tensor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Multiplies every element by one number. */
record Multiple(double factor) implements Linear, Pointwise {
  @Override
  public String name() {
    return "times(" + factor + ")";
  }

  @Override
  public Shape shape(Shape... operands) {
    return operands[0];
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    return this::loop;
  }

  private void loop(double[][] operands, double[] result) {
    double[] x = operands[0];
    for (int i = 0; i < result.length; i++) {
      result[i] = factor * x[i];
    }
  }

  @Override
  public Tensor push(@Nullable Tensor[] tangents, Shape[] shapes) {
    return scaled(Objects.requireNonNull(tangents[0]));
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return scaled(cotangent);
  }

  /** Zeros are strong: 0 · ∞ is 0 here, on either side. */
  private Tensor scaled(Tensor tangent) {
    return factor != 0 && Double.isFinite(factor)
        ? apply(tangent)
        : Scale.INSTANCE.apply(DenseTensor.full(factor, tangent.shape()), tangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
