package org.fluxion;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fluxion.tensor.Tensor;

/**
 * A function that shows its parameters instead of hiding them in a closure.
 *
 * <p>When it is differentiated inside another derivative, the parameters' gradients come by the
 * nested chain rule. Everywhere else it is an ordinary function of x, and the parameters are
 * constants unless an outer derivative watches them.
 */
public interface Parameterized<X, P> extends Differentiable<X> {
  /** {@return the function of input and parameters} */
  WithParams<X, P> function();

  /** {@return the parameters} */
  P parameters();

  @Override
  default Tensor apply(X x) {
    return function().apply(x, parameters());
  }

  /** {@return the function that applies this one, then the other; it shows the same parameters} */
  @Override
  default Parameterized<X, P> andThen(UnaryOperator<Tensor> after) {
    return new Composed<>(this, f -> (x, ps) -> after.apply(f.apply(x, ps)));
  }

  /** {@return the function that applies the other, then this one; it shows the same parameters} */
  @Override
  default <W> Parameterized<W, P> compose(Function<? super W, ? extends X> before) {
    return new Composed<>(this, f -> (w, ps) -> f.apply(before.apply(w), ps));
  }
}
