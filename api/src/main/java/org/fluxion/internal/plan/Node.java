package org.fluxion.internal.plan;

import java.util.Arrays;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** One value of a recorded program. */
sealed interface Node {
  /** {@return the shape of the value} */
  Shape shape();

  /** An argument of the program. */
  record Input(Shape shape) implements Node {}

  /** What did not depend on an argument when it was recorded. */
  record Constant(Tensor value) implements Node {
    @Override
    public Shape shape() {
      return value.shape();
    }
  }

  /**
   * A primitive applied to earlier values.
   *
   * @param operands their places
   */
  record Operation(Primitive primitive, int[] operands, Shape shape) implements Node {
    /** {@return whether the other applies the same primitive to the same places} */
    boolean isLike(Operation other) {
      return primitive.equals(other.primitive) && Arrays.equals(operands, other.operands);
    }
  }
}
