package org.fluxion.conformance;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.ValueAndGradient;
import org.fluxion.tensor.Tensor;

/**
 * An inner operator, its function f(x, p), and what it returns, in closed form.
 *
 * @param name of the operator, and in what form it is called
 * @param order of derivative that it takes
 * @param f the function of x and p
 * @param point where it is taken
 * @param by calls the operator; returns all that it returns, one after the other
 * @param closed the same in closed form
 */
record InnerCall(
    String name,
    int order,
    BinaryOperator<Tensor> f,
    Tensor point,
    Operator by,
    ClosedForm closed) {

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

  /** {@return all of them} */
  static List<InnerCall> all() {
    return All.CALLS;
  }

  /** Made once, when they are first asked for. */
  private static final class All {
    static final List<InnerCall> CALLS =
        Stream.concat(ScalarCalls.all(), VectorCalls.all()).toList();
  }

  /** {@return the operator by its name alone} */
  String operator() {
    return name.replaceFirst("^prepared ", "").replaceFirst(" with .*", "");
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
}
