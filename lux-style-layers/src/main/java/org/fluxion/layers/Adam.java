package org.fluxion.layers;

import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.StructureException;
import org.fluxion.tensor.Tensor;

/**
 * Gradient descent whose steps are scaled by running means of the gradient and of its square.
 *
 * <p>D. P. Kingma and J. Ba, <i>Adam: a method for stochastic optimization</i>, ICLR 2015,
 * algorithm 1:
 *
 * <pre>{@code
 * m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
 * v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
 * ps ← ps − learningRate · m̂ / (√v̂ + ε)
 * }</pre>
 *
 * <p>The optimiser is an immutable value and holds no state; what it must remember is handed in and
 * handed back, as with layers. An update is made of tensor operations, so it may be differentiated.
 *
 * @param learningRate about the size of one step in each parameter; positive
 * @param beta1 how much of the mean of the gradient is kept in each step, in [0, 1)
 * @param beta2 how much of the mean of its square is kept in each step, in [0, 1)
 * @param epsilon keeps the division finite where the gradient was always 0; positive
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon) {
  /** Checks the numbers. */
  public Adam {
    requirePositive("learningRate", learningRate);
    requireFraction("beta1", beta1);
    requireFraction("beta2", beta2);
    requirePositive("epsilon", epsilon);
  }

  /** Makes an optimiser with the other numbers as in the paper: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
  public Adam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new FluxionException("Adam: " + name + " must be positive and finite, given " + value);
    }
  }

  private static void requireFraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new FluxionException("Adam: " + name + " must be in [0, 1), given " + value);
    }
  }

  /** {@return the state before the first step: no steps taken, both means 0} */
  public AdamState initialState(Parameters ps) {
    Parameters zeros = ps.map(tensor -> Tensor.zeros(tensor.shape()));
    return new AdamState(0, zeros, zeros);
  }

  /**
   * {@return the parameters after one step, and the state for the next}
   *
   * @param ps the parameters now
   * @param gradient of the loss with respect to them
   * @param state that of {@link #initialState} or of the step before
   * @throws StructureException if gradient or state have other paths than the parameters
   * @throws ShapeMismatchException if a tensor in one of them has another shape
   */
  public Updated<AdamState> update(Parameters ps, Parameters gradient, AdamState state) {
    requireLike(ps, gradient, "gradient");
    requireLike(ps, state.m(), "state");
    requireLike(ps, state.v(), "state");
    long step = state.step() + 1;
    Parameters m = state.m().zip(gradient, (old, g) -> mean(beta1, old, g));
    Parameters v = state.v().zip(gradient, (old, g) -> mean(beta2, old, g.square()));
    double correction1 = 1 - StrictMath.pow(beta1, (double) step);
    double correction2 = 1 - StrictMath.pow(beta2, (double) step);
    Parameters change =
        m.zip(
            v,
            (first, second) ->
                first
                    .times(learningRate / correction1)
                    .div(second.div(correction2).sqrt().plus(epsilon)));
    return new Updated<>(ps.zip(change, Tensor::minus), new AdamState(step, m, v));
  }

  private static Tensor mean(double kept, Tensor old, Tensor now) {
    return old.times(kept).plus(now.times(1 - kept));
  }

  private static void requireLike(Parameters ps, Parameters given, String what) {
    if (!ps.paths().equals(given.paths())) {
      throw new StructureException(
          "Adam: the parameters are "
              + ps.paths()
              + ", but the "
              + what
              + " has "
              + given.paths()
              + "; both belong to the same model");
    }
    for (int i = 0; i < ps.tensors().size(); i++) {
      Tensor own = ps.tensors().get(i);
      Tensor other = given.tensors().get(i);
      if (!own.shape().equals(other.shape())) {
        throw new ShapeMismatchException(
            "Adam: "
                + ps.paths().get(i)
                + " has shape "
                + own.shape()
                + ", but in the "
                + what
                + " it has "
                + other.shape());
      }
    }
  }
}
