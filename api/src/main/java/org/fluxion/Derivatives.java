package org.fluxion;

import org.fluxion.internal.structure.Structure;
import org.fluxion.tensor.Tensor;

/**
 * The operators: each takes a backend, a function and a point, and returns a derivative.
 *
 * <p>x is a tensor, or a structure of tensors; see {@link Differentiable}. Gradients come back in
 * the same structure and type. Matrices flatten tensors row-major. The function is called once per
 * sweep, never only to learn its value. All methods may be called from any thread, and inside the
 * functions that they differentiate.
 *
 * <p>All throw, before any work: {@link FluxionException} for a null argument, {@link
 * ShapeMismatchException} for shapes that do not fit, {@link StructureException} for an x that is
 * not made of tensors, and {@link UnsupportedDerivativeException} for what the backend cannot do; a
 * result of the wrong shape is reported when f has returned it.
 */
public final class Derivatives {
  private Derivatives() {}

  // --- first order ---

  /** {@return the gradient of a scalar function, like x} */
  public static <X> X gradient(Backend backend, Differentiable<? super X> f, X x) {
    return FirstOrder.gradient(Call.of("gradient", 1, backend, f, x));
  }

  /**
   * {@return the gradient with respect to x of a scalar function of input and parameters, like x}
   */
  public static <X, P> X gradient(Backend backend, WithParams<X, P> f, X x, P ps) {
    return gradient(backend, fixed("gradient", f, ps), x);
  }

  /** {@return value and gradient of a scalar function} */
  public static <X> ValueAndGradient<X> valueAndGradient(
      Backend backend, Differentiable<? super X> f, X x) {
    return FirstOrder.valueAndGradient(Call.of("valueAndGradient", 1, backend, f, x));
  }

  /**
   * {@return value and gradient of a scalar function that returns more than its value}
   *
   * <p>What comes with the value is handed out as it is. Tensors in it are freed of the derivative,
   * wherever they stand in structures, lists, maps and optionals; other objects are not looked
   * into.
   */
  public static <X, A> ValueGradientAndAux<X, A> valueAndGradientWithAux(
      Backend backend, AuxDifferentiable<? super X, A> f, X x) {
    Call.requireGiven("valueAndGradientWithAux", "f", f);
    KeptAux<A> aux = new KeptAux<>();
    Differentiable<X> keeping = point -> aux.keep(f.apply(point));
    ValueAndGradient<X> both =
        FirstOrder.valueAndGradient(Call.of("valueAndGradientWithAux", 1, backend, keeping, x));
    return new ValueGradientAndAux<>(both.value(), both.gradient(), aux.released());
  }

  /** {@return the derivative of a function of one number, like f(x)} */
  public static Tensor derivative(Backend backend, Differentiable<Tensor> f, double x) {
    return derivative(backend, f, Tensor.scalar(x));
  }

  /** {@return the derivative of a function of one number, like f(x); x is a scalar tensor} */
  public static Tensor derivative(Backend backend, Differentiable<Tensor> f, Tensor x) {
    return FirstOrder.derivative(Call.of("derivative", 1, backend, f, x));
  }

  /** {@return the second derivative of a function of one number, like f(x)} */
  public static Tensor secondDerivative(Backend backend, Differentiable<Tensor> f, double x) {
    return secondDerivative(backend, f, Tensor.scalar(x));
  }

  /**
   * {@return the second derivative of a function of one number, like f(x); x is a scalar tensor}
   */
  public static Tensor secondDerivative(Backend backend, Differentiable<Tensor> f, Tensor x) {
    return SecondOrder.secondDerivative(Call.of("secondDerivative", 2, backend, f, x));
  }

  /** {@return value and derivative of a function of one number} */
  public static ValueAndDerivative valueAndDerivative(
      Backend backend, Differentiable<Tensor> f, double x) {
    return valueAndDerivative(backend, f, Tensor.scalar(x));
  }

  /** {@return value and derivative of a function of one number; x is a scalar tensor} */
  public static ValueAndDerivative valueAndDerivative(
      Backend backend, Differentiable<Tensor> f, Tensor x) {
    return FirstOrder.valueAndDerivative(Call.of("valueAndDerivative", 1, backend, f, x));
  }

  /** {@return the Jacobian: size of f(x) × size of x} */
  public static Tensor jacobian(Backend backend, Differentiable<Tensor> f, Tensor x) {
    return Jacobians.jacobian(Call.of("jacobian", 1, backend, f, x));
  }

  /** {@return the Jacobian with respect to x of a function of input and parameters} */
  public static <P> Tensor jacobian(Backend backend, WithParams<Tensor, P> f, Tensor x, P ps) {
    return jacobian(backend, fixed("jacobian", f, ps), x);
  }

  /** {@return value and Jacobian} */
  public static ValueAndJacobian valueAndJacobian(
      Backend backend, Differentiable<Tensor> f, Tensor x) {
    return Jacobians.valueAndJacobian(Call.of("valueAndJacobian", 1, backend, f, x));
  }

  /**
   * {@return the Jacobian of each row, B × m × n, of a function from B × n to B × m whose rows do
   * not depend on each other}
   *
   * <p>min(m, n) sweeps over the whole batch, however many rows there are. If rows do depend on
   * each other the result is the sum over rows, and wrong; that is not checked.
   */
  public static Tensor batchedJacobian(Backend backend, Differentiable<Tensor> f, Tensor x) {
    return Jacobians.ofRows(Call.of("batchedJacobian", 1, backend, f, x));
  }

  /** {@return the tangent of f(x) for a tangent of x, like f(x): J·tangent} */
  public static <X> Tensor pushforward(
      Backend backend, Differentiable<? super X> f, X x, X tangent) {
    return FirstOrder.pushforward(Call.of("pushforward", 1, backend, f, x), tangent);
  }

  /** {@return value, and tangent of f(x) for a tangent of x} */
  public static <X> ValueAndPushforward valueAndPushforward(
      Backend backend, Differentiable<? super X> f, X x, X tangent) {
    return FirstOrder.valueAndPushforward(
        Call.of("valueAndPushforward", 1, backend, f, x), tangent);
  }

  /** {@return the cotangent of x for a cotangent of f(x), like x: Jᵀ·cotangent} */
  public static <X> X pullback(
      Backend backend, Differentiable<? super X> f, X x, Tensor cotangent) {
    return FirstOrder.pullback(Call.of("pullback", 1, backend, f, x), cotangent);
  }

  /** {@return value, and cotangent of x for a cotangent of f(x)} */
  public static <X> ValueAndPullback<X> valueAndPullback(
      Backend backend, Differentiable<? super X> f, X x, Tensor cotangent) {
    return FirstOrder.valueAndPullback(Call.of("valueAndPullback", 1, backend, f, x), cotangent);
  }

  // --- second order ---

  /** {@return the Hessian of a scalar function times a vector, like x} */
  public static <X> X hvp(Backend backend, Differentiable<? super X> f, X x, X vector) {
    return SecondOrder.hvp(Call.of("hvp", 2, backend, f, x), vector);
  }

  /** {@return gradient of a scalar function, and its Hessian times a vector} */
  public static <X> GradientAndHvp<X> gradientAndHvp(
      Backend backend, Differentiable<? super X> f, X x, X vector) {
    return SecondOrder.gradientAndHvp(Call.of("gradientAndHvp", 2, backend, f, x), vector);
  }

  /** {@return the Hessian of a scalar function: size of x × size of x} */
  public static Tensor hessian(Backend backend, Differentiable<Tensor> f, Tensor x) {
    return SecondOrder.hessian(Call.of("hessian", 2, backend, f, x));
  }

  /** {@return value, gradient and Hessian of a scalar function} */
  public static ValueGradientAndHessian valueGradientAndHessian(
      Backend backend, Differentiable<Tensor> f, Tensor x) {
    return SecondOrder.valueGradientAndHessian(
        Call.of("valueGradientAndHessian", 2, backend, f, x));
  }

  /** {@return the sum of the second derivatives of a scalar function: the trace of its Hessian} */
  public static Tensor laplacian(Backend backend, Differentiable<Tensor> f, Tensor x) {
    return SecondOrder.laplacian(Call.of("laplacian", 2, backend, f, x));
  }

  // --- prepared: the same operators as objects, for points shaped like an example ---

  /** {@return {@code gradient} for points shaped like the example} */
  public static <X> PreparedGradient<X> prepareGradient(
      Backend backend, Differentiable<? super X> f, X like) {
    return new PreparedOperators.Gradient<>(Preparation.of("gradient", 1, backend, f, like));
  }

  /** {@return {@code gradient} for inputs and parameters shaped like the examples} */
  public static <X, P> PreparedGradientWithParams<X, P> prepareGradient(
      Backend backend, WithParams<X, P> f, X like, P likePs) {
    FixedParams<X, P> example = fixed("gradient", f, likePs);
    return new PreparedOperators.GradientWithParams<>(
        Preparation.of("gradient", 1, backend, example, like),
        f,
        Structure.of("gradient", "parameters", likePs));
  }

  /** {@return {@code jacobian} for points shaped like the example} */
  public static PreparedJacobian prepareJacobian(
      Backend backend, Differentiable<Tensor> f, Tensor like) {
    return new PreparedOperators.Jacobian(Preparation.of("jacobian", 1, backend, f, like));
  }

  /** {@return {@code hessian} for points shaped like the example} */
  public static PreparedHessian prepareHessian(
      Backend backend, Differentiable<Tensor> f, Tensor like) {
    return new PreparedOperators.Hessian(Preparation.of("hessian", 2, backend, f, like));
  }

  /** {@return {@code hvp} for points shaped like the example} */
  public static <X> PreparedHvp<X> prepareHvp(
      Backend backend, Differentiable<? super X> f, X like) {
    return new PreparedOperators.Hvp<>(Preparation.of("hvp", 2, backend, f, like));
  }

  /** {@return {@code pushforward} for points shaped like the example} */
  public static <X> PreparedPushforward<X> preparePushforward(
      Backend backend, Differentiable<? super X> f, X like) {
    return new PreparedOperators.Pushforward<>(Preparation.of("pushforward", 1, backend, f, like));
  }

  /** {@return {@code pullback} for points shaped like the example} */
  public static <X> PreparedPullback<X> preparePullback(
      Backend backend, Differentiable<? super X> f, X like) {
    return new PreparedOperators.Pullback<>(Preparation.of("pullback", 1, backend, f, like));
  }

  // --- looking into it ---

  /**
   * {@return how an operator computes a derivative: by which engines, at what cost, and what it
   * would do inside another derivative}
   *
   * <p>It runs the operator and counts, then again with each primitive counted: by itself, and
   * inside a gradient in each way that there is to nest it. Where the operator takes a tangent or
   * vector, x is taken; for a cotangent, ones.
   *
   * @param operator its name, such as {@code "hvp"}
   */
  public static <X> Explanation explain(
      Backend backend, String operator, Differentiable<? super X> f, X x) {
    return Explainer.explain(backend, operator, f, x);
  }

  /**
   * {@return whether the derivatives of a function agree with the function and with each other}
   *
   * <p>Looks at x and along random directions, the same in every run: purity, numbers read by
   * {@code item} and its kin, the slope, Taylor remainder, transposition, and for a scalar function
   * curvature, symmetry, all orders of the exact backends on the class path, and all ways of
   * nesting. Calls f some dozens of times.
   */
  public static <X> CheckReport check(Backend backend, Differentiable<? super X> f, X x) {
    return Checker.check(backend, f, x);
  }

  private static <X, P> FixedParams<X, P> fixed(String operator, WithParams<X, P> f, P ps) {
    return new FixedParams<>(
        Call.requireGiven(operator, "f", f), Call.requireGiven(operator, "parameters", ps));
  }
}
