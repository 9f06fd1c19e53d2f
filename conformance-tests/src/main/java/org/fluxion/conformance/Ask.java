package org.fluxion.conformance;

import java.util.function.Function;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.tensor.Tensor;

/**
 * A problem put to a backend in some form: its argument packed into a structure, its answers judged
 * in some way.
 *
 * @param f the problem's function of the packed argument
 * @param pack makes what f takes of a tensor like x
 * @param unpack the way back
 */
record Ask<X>(
    Subject subject,
    Problem problem,
    Differentiable<X> f,
    Function<Tensor, X> pack,
    Function<X, Tensor> unpack,
    Judge judge) {

  /** Compares an answer. */
  @FunctionalInterface
  interface Judge {
    void close(Tensor expected, Tensor got, Tolerance tolerance, String what, Object point);
  }

  /** {@return the problem as it is} */
  static Ask<Tensor> plain(Subject subject, Problem problem) {
    return of(subject, problem, Expect::close);
  }

  static Ask<Tensor> of(Subject subject, Problem problem, Judge judge) {
    return new Ask<>(
        subject, problem, problem.f(), Function.identity(), Function.identity(), judge);
  }

  Backend backend() {
    return subject.backend();
  }

  X x() {
    return pack.apply(problem.x());
  }

  X tangent() {
    return pack.apply(problem.tangent());
  }

  /** Judges a value or a first derivative. */
  void first(Tensor expected, Tensor got, String what) {
    judge.close(expected, got, subject.tolerance(1), what, problem.x());
  }

  void firstLikeX(Tensor expected, X got, String what) {
    first(expected, unpack.apply(got), what);
  }

  /** Judges a second derivative. */
  void second(Tensor expected, Tensor got, String what) {
    judge.close(expected, got, subject.tolerance(2), what, problem.x());
  }

  void secondLikeX(Tensor expected, X got, String what) {
    second(expected, unpack.apply(got), what);
  }
}
