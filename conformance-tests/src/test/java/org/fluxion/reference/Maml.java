package org.fluxion.reference;

import org.fluxion.FixedParams;
import org.fluxion.tensor.Tensor;

/** Model-agnostic meta-learning: tasks are judged after a step of gradient descent on each. */
final class Maml {
  static final String NAME = "maml_quadratic_one_step";
  private static final Tensor H = ClosedForms.tensor(NAME, "H");
  static final Tensor A = ClosedForms.tensor(NAME, "a");
  static final Tensor THETA = ClosedForms.tensor(NAME, "theta");
  private static final double ALPHA = ClosedForms.number(NAME, "alpha");

  private Maml() {}

  private static FixedParams.OfTensor<Tensor> task(int i) {
    return (x, a) -> x.minus(a).dot(H.get(i).matmul(x.minus(a))).times(0.5);
  }

  /** First order takes the step for a constant. */
  static Tensor loss(Way way, String inner, Tensor theta, Tensor a, boolean firstOrder) {
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i < 2; i++) {
      Tensor slope = way.gradient(inner, task(i), theta, a.get(i));
      Tensor step = (firstOrder ? slope.stopGradient() : slope).times(ALPHA);
      sum = sum.plus(task(i).apply(theta.minus(step), a.get(i)));
    }
    return sum;
  }

  /** (I − αH)ᵀ H (I − αH) of a task. */
  static Tensor curvature(int i) {
    Tensor shrink = Tensor.eye(2).minus(H.get(i).times(ALPHA));
    return shrink.transpose().matmul(H.get(i)).matmul(shrink);
  }
}
