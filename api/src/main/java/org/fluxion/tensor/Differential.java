package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The derivative of a primitive at a point: a linear map and its adjoint.
 *
 * <p>Both directions may be used any number of times and from any thread. A {@code null} stands for
 * a zero of the right shape, on the way in and on the way out, so that nothing is computed for it.
 */
public interface Differential {
  /** The derivative of a result that does not depend on its operands, or only in steps. */
  Differential ZERO =
      new Differential() {
        @Override
        public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
          return null;
        }

        @Override
        public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
          return new @Nullable Tensor[wanted.length];
        }

        @Override
        public String toString() {
          return "Differential.ZERO";
        }
      };

  /**
   * {@return the tangent of the result, shaped like the result; null where it is zero}
   *
   * @param tangents one for each operand, shaped like it; null where it is zero
   */
  @Nullable Tensor pushforward(@Nullable Tensor[] tangents);

  /**
   * {@return the cotangent of each operand, shaped like it; null where it is zero or not wanted}
   *
   * @param cotangent of the result, shaped like it
   * @param wanted for which operands the caller needs the answer
   */
  @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted);

  /**
   * {@return the tangents with zeros in place of those that are null; null if all are}
   *
   * @param shapes of the tangents
   */
  static Tensor @Nullable [] filled(@Nullable Tensor[] tangents, Shape[] shapes) {
    Tensor[] filled = new Tensor[tangents.length];
    boolean any = false;
    for (int i = 0; i < filled.length; i++) {
      Tensor tangent = tangents[i];
      any |= tangent != null;
      filled[i] = tangent == null ? Tensor.zeros(shapes[i]) : tangent;
    }
    return any ? filled : null;
  }
}
