package org.fluxion.tensor;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Multiplies every element by one number. */
record Multiple(double factor) implements Elementwise, Linear {
  @Override
  public String name() {
    return "times(" + factor + ")";
  }

  @Override
  public <V> V formula(Arithmetic<V> in, List<V> operands) {
    return in.times(in.constant(factor), operands.get(0));
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    double[] x = operands[0];
    for (int i = 0; i < result.length; i++) {
      result[i] = factor * x[i];
    }
  }

  @Override
  public Tensor partial(int operand, Tensor[] operands, Tensor result) {
    return Broadcast.to(DenseTensor.scalarOf(factor), result.shape());
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return Linear.super.differentiate(operands, result);
  }

  /** {@return the tensor itself if the factor is 1, else multiplied} */
  static Tensor of(double factor, Tensor tensor) {
    return factor == 1 ? tensor : new Multiple(factor).apply(tensor);
  }

  /** Two factors become one where that is exact: if one of them is a power of 2 up to its sign. */
  @Override
  public @Nullable Tensor simplify(Tensor... operands) {
    Symbolic product = Uniform.madeBy(Multiple.class, operands[0]);
    if (product == null || !(product.primitive() instanceof Multiple inner)) {
      return null;
    }
    double both = factor * inner.factor;
    boolean exact = isPowerOfTwo(factor) || isPowerOfTwo(inner.factor);
    return exact && Math.abs(both) >= Double.MIN_NORMAL && Double.isFinite(both)
        ? of(both, product.operand(0))
        : null;
  }

  private static boolean isPowerOfTwo(double x) {
    return Math.abs(x) == Math.scalb(1.0, Math.getExponent(x));
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
  Tensor scaled(Tensor tangent) {
    return factor != 0 && Double.isFinite(factor)
        ? of(factor, tangent)
        : Scale.INSTANCE.apply(DenseTensor.full(factor, tangent.shape()), tangent);
  }
}
