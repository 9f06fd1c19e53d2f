package org.fluxion.backend.hipparchus;

import java.util.Arrays;
import java.util.List;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * What a level stands on: how the numbers or elements of one level further out are tensors there.
 *
 * @param <S> those numbers or elements
 */
interface Ground<S> {
  /** Plain numbers. */
  Ground<Double> NUMBERS =
      new Ground<>() {
        @Override
        public boolean holds(Tensor tensor) {
          return !(tensor instanceof Tracer);
        }

        @Override
        public List<Double> inside(Tensor tensor) {
          return Arrays.stream(tensor.toArray()).boxed().toList();
        }

        @Override
        public Tensor outside(Shape shape, List<Double> elements) {
          double[] data = elements.stream().mapToDouble(Double::doubleValue).toArray();
          return Tensor.of(data, shape.toArray());
        }
      };

  /** Scalars that may be watched by anybody. */
  Ground<TensorElement> TENSORS =
      new Ground<>() {
        @Override
        public boolean holds(Tensor tensor) {
          return true;
        }

        @Override
        public List<TensorElement> inside(Tensor tensor) {
          return TensorElements.of(tensor);
        }

        @Override
        public Tensor outside(Shape shape, List<TensorElement> elements) {
          if (elements.isEmpty()) {
            return Tensor.zeros(shape);
          }
          Tensor[] scalars = elements.stream().map(TensorElement::tensor).toArray(Tensor[]::new);
          return Tensor.stack(0, scalars).reshape(shape.toArray());
        }
      };

  /** {@return whether a tensor can be taken apart here without losing what others watch} */
  boolean holds(Tensor tensor);

  /** {@return the elements of a tensor, row-major} */
  List<S> inside(Tensor tensor);

  /** {@return a tensor of these elements} */
  Tensor outside(Shape shape, List<S> elements);
}
