package org.fluxion;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fluxion.tensor.Tensor;

/**
 * A function that can be differentiated: written with tensor operations, without side effects.
 *
 * @param <X> a {@link Tensor}, or a structure of tensors: a record, list, map, {@link Parameters},
 *     or {@link org.fluxion.spi.TensorStructure}, nested at will
 */
@FunctionalInterface
public interface Differentiable<X> {
  /** {@return the value at x} */
  Tensor apply(X x);

  /** {@return the function that applies this one, then the other} */
  default Differentiable<X> andThen(UnaryOperator<Tensor> after) {
    return x -> after.apply(apply(x));
  }

  /** {@return the function that applies the other, then this one} */
  default <W> Differentiable<W> compose(Function<? super W, ? extends X> before) {
    return w -> apply(before.apply(w));
  }
}
