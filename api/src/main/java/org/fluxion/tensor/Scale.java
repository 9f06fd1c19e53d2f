package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The product by which elementwise derivatives act, with strong zeros.
 *
 * <p>{@link #FACTOR} multiplies a factor by a tangent and is 0 wherever the tangent is 0. A zero
 * factor is an ordinary zero: 0 · ∞ stays NaN, because there the derivative really is undefined.
 * Differentiating it with respect to the factor gives a product of two tangents, {@link #BOTH},
 * which is 0 wherever either is.
 */
final class Scale implements Elementwise {
  static final Scale FACTOR =
      new Scale(
          "scale",
          (factor, tangent, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = tangent[i] == 0 ? 0 : factor[i] * tangent[i];
            }
          });
  static final Scale BOTH =
      new Scale(
          "scaleBoth",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] == 0 || b[i] == 0 ? 0 : a[i] * b[i];
            }
          });

  private final String name;
  private final BinaryLoop loop;

  private Scale(String name, BinaryLoop loop) {
    this.name = name;
    this.loop = loop;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    loop.run(operands[0], operands[1], result);
  }

  @Override
  public Tensor partial(int operand, Tensor[] operands, Tensor result) {
    return operands[1 - operand];
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Derivative(this, operands);
  }

  /** Bilinear; the zeros of both factors stay strong. */
  private record Derivative(Scale primitive, Tensor[] operands) implements Differential {
    private Tensor along(int operand, Tensor tangent) {
      Scale product = operand == 0 ? BOTH : primitive;
      return product.apply(operands[1 - operand], tangent);
    }

    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor a = tangents[0] == null ? null : along(0, tangents[0]);
      Tensor b = tangents[1] == null ? null : along(1, tangents[1]);
      return a == null ? b : b == null ? a : a.plus(b);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      return new @Nullable Tensor[] {
        wanted[0] ? along(0, cotangent) : null, wanted[1] ? along(1, cotangent) : null
      };
    }
  }
}
