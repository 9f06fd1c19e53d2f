package org.fluxion.examples;

import static org.fluxion.Derivatives.gradient;

import java.util.List;
import org.fluxion.Backend;
import org.fluxion.FixedParams;
import org.fluxion.WithParams;
import org.fluxion.tensor.Tensor;

/**
 * Learning to learn: parameters from which one step of gradient descent does well on every task. C.
 * Finn, P. Abbeel and S. Levine, <i>Model-agnostic meta-learning</i>, ICML 2017, equation 1.
 *
 * <p>Immutable and usable from any thread.
 *
 * @param inner computes the gradient of a task
 * @param task the loss of parameters on the data of one task, a scalar
 * @param data of each task
 * @param rate of the step
 */
public record MetaLearning(
    Backend inner, WithParams<Tensor, Tensor> task, List<Tensor> data, double rate) {
  /** Copies the list. */
  public MetaLearning {
    data = List.copyOf(data);
  }

  /** {@return the sum of the losses of all tasks, each after a step on it} */
  public Tensor loss(Tensor theta) {
    Tensor sum = Tensor.scalar(0);
    for (Tensor one : data) {
      Tensor slope = gradient(inner, new FixedParams<>(task, one), theta);
      sum = sum.plus(task.apply(theta.minus(slope.times(rate)), one));
    }
    return sum;
  }
}
