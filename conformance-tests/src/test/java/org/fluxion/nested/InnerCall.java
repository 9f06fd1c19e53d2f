package org.fluxion.nested;

import java.util.function.BinaryOperator;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.ValueAndGradient;
import org.fluxion.tensor.Tensor;

/**
 * An inner operator, its function f(x, p), and what it returns, in closed form.
 *
 * @param name of the operator
 * @param f the function of x and p
 * @param point where it is taken
 * @param by calls the operator; returns all that it returns, one after the other
 * @param closed the same in closed form
 */
record InnerCall(
    String name, BinaryOperator<Tensor> f, Tensor point, Operator by, ClosedForm closed) {

  /** An operator at work. */
  @FunctionalInterface
  interface Operator {
    /**
     * {@return all results of the operator as one vector}
     *
     * @param f with p hidden in it
     * @param v a tangent, cotangent or vector, for operators that take one
     */
    Tensor at(Backend backend, Differentiable<Tensor> f, Tensor x, Tensor v);
  }

  /** What an operator should return. */
  @FunctionalInterface
  interface ClosedForm {
    /** {@return the results as one vector} */
    Tensor at(Tensor x, Tensor p, Tensor v);
  }

  /** {@return tensors as one vector} */
  static Tensor flat(Tensor... parts) {
    Tensor[] flat = new Tensor[parts.length];
    for (int i = 0; i < parts.length; i++) {
      flat[i] = parts[i].flatten();
    }
    return Tensor.concat(0, flat);
  }

  /** {@return value and gradient as one vector} */
  static Tensor flat(ValueAndGradient<Tensor> both) {
    return flat(both.value(), both.gradient());
  }

  @Override
  public String toString() {
    return name;
  }
}
