package org.fluxion.scalar;

import java.util.List;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A primitive applied to elements.
 *
 * @param shape of the result
 */
record Application<T>(
    ScalarField<T> field, Primitive primitive, List<Operand<T>> operands, Shape shape) {
  /** What a primitive means for elements; null where they lack a function that it takes. */
  @FunctionalInterface
  interface Meaning {
    <T> @Nullable List<T> of(Application<T> application);
  }

  Operand<T> first() {
    return operands.get(0);
  }

  Operand<T> second() {
    return operands.get(1);
  }

  /** Fails as the primitive itself does, where the values do not suit it: a singular matrix. */
  void requireDefined() {
    primitive.evaluate(operands.stream().map(Operand::values).toArray(Tensor[]::new));
  }

  /** {@return the number in the name of a primitive that has one, as in {@code pow(2.5)}} */
  double number() {
    String name = primitive.name();
    return Double.parseDouble(name.substring(name.indexOf('(') + 1, name.indexOf(')')));
  }

  /** {@return the axes in the name of a primitive that has them, as in {@code sum[0, 1]}} */
  int[] axes() {
    String name = primitive.name();
    String list = name.substring(name.indexOf('[') + 1, name.indexOf(']'));
    return list.isEmpty()
        ? new int[0]
        : List.of(list.split(", ")).stream().mapToInt(Integer::parseInt).toArray();
  }
}
