package org.fluxion.conformance;

import org.fluxion.Differentiable;
import org.fluxion.conformance.Scenario.Closed;
import org.fluxion.conformance.Scenario.Trait;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A function at a point, with the exact answers there, and a direction each way.
 *
 * @param jacobian size of f(x) × size of x
 * @param second one Hessian for each element of f(x); null where none is given
 * @param rowwise whether the rows of x do not depend on each other
 * @param tangent like x
 * @param cotangent like f(x)
 */
record Problem(
    Differentiable<Tensor> f,
    Tensor x,
    Tensor value,
    Tensor jacobian,
    @Nullable Tensor second,
    boolean rowwise,
    Tensor tangent,
    Tensor cotangent) {

  /** {@return a scenario with directions from a subject's seed} */
  static Problem of(Scenario scenario, Subject subject) {
    return at(scenario, scenario.x(), subject);
  }

  static Problem at(Scenario scenario, Tensor x, Subject subject) {
    return at(scenario, x, subject.draws());
  }

  /** {@return a scenario for questions in which the directions have no part} */
  static Problem of(Scenario scenario) {
    return at(scenario, scenario.x(), new Draws(0));
  }

  private static Problem at(Scenario scenario, Tensor x, Draws draws) {
    double[] elements = x.toArray();
    Shape shape = scenario.f().apply(x).shape();
    Closed second = scenario.second();
    int n = x.size();
    int m = shape.size();
    return new Problem(
        scenario.f(),
        x,
        Tensor.of(scenario.value().at(elements), shape.toArray()),
        Tensor.of(scenario.jacobian().at(elements), m, n),
        second == null ? null : Tensor.of(second.at(elements), m, n, n),
        scenario.traits().contains(Trait.ROWWISE),
        draws.generic(x.shape()),
        draws.generic(shape));
  }

  /**
   * {@return the function of x · scale, at the point where it has the same value}
   *
   * @param scaledF the function, however it gets at the scale
   * @param scale like x, of powers of two, so that nothing is rounded
   */
  Problem scaled(Differentiable<Tensor> scaledF, Tensor scale) {
    Tensor flat = scale.flatten();
    Tensor both = flat.outer(flat);
    return new Problem(
        scaledF,
        x.div(scale),
        value,
        jacobian.times(flat),
        second == null ? null : second.times(both),
        rowwise,
        tangent,
        cotangent);
  }

  boolean isScalar() {
    return value.rank() == 0;
  }

  boolean hasSecond() {
    return second != null;
  }

  Tensor gradient() {
    return jacobian.reshape(x.shape().toArray());
  }

  /** {@return the derivative by a single number} */
  Tensor derivative() {
    return jacobian.reshape(value.shape().toArray());
  }

  Tensor secondDerivative() {
    return given().reshape(value.shape().toArray());
  }

  Tensor pushed() {
    return jacobian.matmul(tangent.flatten()).reshape(value.shape().toArray());
  }

  Tensor pulled() {
    return jacobian.transpose().matmul(cotangent.flatten()).reshape(x.shape().toArray());
  }

  Tensor hessian() {
    return given().get(0);
  }

  Tensor hvp() {
    return hvp(tangent);
  }

  Tensor hvp(Tensor vector) {
    return hessian().matmul(vector.flatten()).reshape(x.shape().toArray());
  }

  /** {@return the blocks of the Jacobian that lie on its diagonal, one for each row of x} */
  Tensor rows() {
    int rows = x.shape().get(0);
    int n = x.shape().get(1);
    int m = value.shape().get(1);
    Tensor[] blocks = new Tensor[rows];
    for (int i = 0; i < rows; i++) {
      blocks[i] = jacobian.slice(0, i * m, (i + 1) * m).slice(1, i * n, (i + 1) * n);
    }
    return Tensor.stack(0, blocks);
  }

  private Tensor given() {
    if (second == null) {
      throw new IllegalStateException("no second derivative is given");
    }
    return second;
  }
}
