package org.fluxion.tensor;

import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/**
 * The family of primitives that act on each element by itself: a loop and its partial derivatives.
 *
 * <p>All operands have the same shape; broadcasting is a {@linkplain Tensor#broadcastTo primitive
 * of its own}. Each primitive brings its whole loop, because a function called per element from a
 * shared loop is many times slower.
 *
 * <p>Zeros are strong: where a tangent or cotangent is 0 the derivative gives 0, whatever the
 * partial derivative is there. So √x with x = 0 in a coordinate that is not varied gives 0 and not
 * 0 · ∞.
 *
 * <p>Loop and partial derivatives are all that counts where the operands are {@linkplain Numbers
 * numbers}: {@link #evaluate} and {@link #differentiate} are not asked then, so what overrides them
 * does the same in another way.
 */
public interface Elementwise extends Pointwise {
  /**
   * Fills the result.
   *
   * @param operands the elements of each operand; to be read only
   * @param result to be filled; as long as each operand
   */
  void loop(double[][] operands, double[] result);

  /**
   * {@return the partial derivative with respect to one operand, elementwise; null if zero}
   *
   * @param operand which one, from 0
   * @param operands the point; not to be kept
   * @param result what the primitive gave there; not to be kept
   */
  @Nullable Tensor partial(int operand, Tensor[] operands, Tensor result);

  @Override
  default Shape shape(Shape... operands) {
    return same(name(), operands);
  }

  @Override
  default ArrayFunction onArrays(Shape... operands) {
    return this::loop;
  }

  @Override
  default Tensor evaluate(Tensor... operands) {
    double[][] arrays = new double[operands.length][];
    Shape shape = operands[0].shape();
    for (int i = 0; i < arrays.length; i++) {
      DenseTensor operand = operands[i].plain();
      if (!operand.shape().equals(shape)) {
        shape(shape, operand.shape());
      }
      arrays[i] = operand.data();
    }
    double[] result = new double[shape.size()];
    loop(arrays, result);
    return DenseTensor.wrap(shape, result);
  }

  @Override
  default Differential differentiate(Tensor[] operands, Tensor result) {
    return new ElementwiseDifferential(this, operands, result);
  }

  @Override
  default Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(Batch.align(size, operands, batched));
  }

  /** {@return the one shape that all operands have} */
  static Shape same(String name, Shape... operands) {
    for (Shape operand : operands) {
      if (!operand.equals(operands[0])) {
        throw new ShapeMismatchException(
            name + ": operands of shapes " + operands[0] + " and " + operand + "; make them alike");
      }
    }
    return operands[0];
  }
}
