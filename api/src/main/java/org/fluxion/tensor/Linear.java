package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The family of primitives that are linear in all their operands jointly.
 *
 * <p>A linear primitive is its own derivative; it states only its adjoint. Its differential keeps
 * the shapes of the operands and none of their values.
 */
public interface Linear extends Primitive {
  /**
   * {@return the cotangent of one operand: the adjoint of the map from that operand to the result}
   *
   * @param operand which one, from 0
   * @param cotangent of the result
   * @param shapes of all operands
   */
  Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes);

  /**
   * {@return the cotangent of each operand; null where it is not wanted}
   *
   * <p>The default asks for the adjoint of each. Overridden where they share work.
   *
   * @param cotangent of the result
   * @param wanted for which operands
   * @param shapes of all operands
   */
  default @Nullable Tensor[] adjoints(Tensor cotangent, boolean[] wanted, Shape[] shapes) {
    @Nullable Tensor[] result = new @Nullable Tensor[shapes.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = wanted[i] ? adjoint(i, cotangent, shapes) : null;
    }
    return result;
  }

  /**
   * {@return the tangent of the result}
   *
   * <p>The default applies the primitive to the tangents, with zeros for those that are null.
   *
   * @param tangents at least one is not null
   * @param shapes of the operands
   */
  default Tensor push(@Nullable Tensor[] tangents, Shape[] shapes) {
    Tensor[] filled = new Tensor[tangents.length];
    for (int i = 0; i < filled.length; i++) {
      Tensor tangent = tangents[i];
      filled[i] = tangent == null ? Tensor.zeros(shapes[i]) : tangent;
    }
    return apply(filled);
  }

  @Override
  default Differential differentiate(Tensor[] operands, Tensor result) {
    Shape[] shapes = new Shape[operands.length];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = operands[i].shape();
    }
    return new LinearDifferential(this, shapes);
  }
}
