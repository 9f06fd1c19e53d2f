package org.fluxion.layers.training;

import org.fluxion.Parameters;
import org.fluxion.ValueAndGradient;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The limited-memory BFGS method: Newton's method with a Hessian guessed from the last steps, and a
 * line search.
 *
 * <p>J. Nocedal and S. J. Wright, <i>Numerical optimization</i>, second edition, 2006, algorithm
 * 7.5 with the two-loop recursion 7.4 and a line search for the strong Wolfe conditions. It is our
 * own because the libraries for the JVM that have the method under a permissive licence run a whole
 * minimisation in one call and keep what they remember to themselves; here a step is a value like
 * any other, so that training can be stopped, saved and taken up again with the same bits.
 *
 * <p><b>For a function that is the same in every step</b>: all samples in each of them, no random
 * numbers. The value and the gradient where a step ends are remembered for the next one, so that a
 * step costs about one evaluation. It returns the parameters and the state that it got when the
 * gradient is small enough, or when no step along the gradient makes the value smaller in floating
 * point.
 *
 * @param pairs how many of the last steps are remembered, at least 1; 10 are customary
 * @param maxEvaluations of the function in one step, at least 1
 * @param tolerance the largest element of a gradient that counts as 0; at least 0
 */
public record Lbfgs(int pairs, int maxEvaluations, double tolerance) implements Optimiser {
  private static final String NAME = "Lbfgs";

  /** Checks the numbers. */
  public Lbfgs {
    Checked.atLeast(1, NAME, "pairs", pairs);
    Checked.atLeast(1, NAME, "maxEvaluations", maxEvaluations);
    Checked.notNegative(NAME, "tolerance", tolerance);
  }

  /** Makes the optimiser with 10 pairs, at most 25 evaluations in a step, and tolerance 10⁻¹⁰. */
  public Lbfgs() {
    this(10, 25, 1e-10);
  }

  @Override
  public OptimiserState initialState(Parameters ps) {
    return new OptimiserState(0, LbfgsMemory.empty(pairs, ps.size()).tree());
  }

  @Override
  public OptimiserStep step(Objective objective, Parameters ps, OptimiserState state) {
    LbfgsMemory memory = LbfgsMemory.of(state.memory(), pairs, ps.size());
    ValueAndGradient<Parameters> before =
        state.step() == 0
            ? objective.at(ps)
            : new ValueAndGradient<>(memory.value(), ps.unflatten(memory.gradient()));
    Tensor position = ps.flatten();
    Tensor gradient = before.gradient().flatten();
    LineSearch.Point start = new LineSearch.Point(0, before.value().item(), 0, position, gradient);
    LineSearch.Point next = null;
    if (start.isFinite() && gradient.abs().max().isGreaterThan(tolerance)) {
      next = search(objective, ps, start, memory.direction(gradient), memory.isEmpty());
      if (next == null && !memory.isEmpty()) {
        memory = memory.forgotten();
        next = search(objective, ps, start, gradient.unaryMinus(), true);
      }
    }
    if (next == null) {
      return new OptimiserStep(before, new Updated(ps, state));
    }
    LbfgsMemory after =
        memory.with(
            next.value(),
            next.gradient(),
            next.position().minus(position),
            next.gradient().minus(gradient));
    return new OptimiserStep(
        before,
        new Updated(
            ps.unflatten(next.position()), new OptimiserState(state.step() + 1, after.tree())));
  }

  /** {@return a lower point along the direction, null if there is none} */
  private LineSearch.@Nullable Point search(
      Objective objective,
      Parameters ps,
      LineSearch.Point from,
      Tensor direction,
      boolean isSteepest) {
    double slope = from.gradient().dot(direction).item();
    if (!(slope < 0)) {
      return null;
    }
    LineSearch.Point start =
        new LineSearch.Point(0, from.value(), slope, from.position(), from.gradient());
    // A step of length 1 is right for a Newton direction; of the gradient only the direction is.
    double first = isSteepest ? Math.min(1, 1 / direction.norm().item()) : 1;
    return new LineSearch(
            step -> {
              Tensor position = from.position().plus(direction.times(step));
              ValueAndGradient<Parameters> at = objective.at(ps.unflatten(position));
              Tensor gradient = at.gradient().flatten();
              return new LineSearch.Point(
                  step, at.value().item(), gradient.dot(direction).item(), position, gradient);
            },
            start,
            maxEvaluations)
        .from(first);
  }
}
