package org.fluxion.reference;

import static org.fluxion.Derivatives.gradient;

import org.fluxion.Backend;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * Optimisation with derivatives inside (Pearlmutter and Siskind 2008, Using programming language
 * theory to make automatic differentiation sound and efficient).
 */
final class NestedOptimisation {
  private static final double SMALL = 1e-5;

  private NestedOptimisation() {}

  /** min over x of max over y of |x|² − |y|²; both optima, one after the other. */
  static Tensor saddle(Backend outer, Backend inner, Tensor start) {
    Tensor x =
        argmin(
            outer,
            p -> {
              Tensor y = best(inner, p, start);
              return p.square().sum().minus(y.square().sum());
            },
            start);
    return Tensor.concat(0, x, best(inner, x, start));
  }

  private static Tensor best(Backend backend, Tensor x, Tensor start) {
    return argmin(backend, y -> y.square().sum().minus(x.square().sum()), start);
  }

  /** The place w of a charge that lets a particle reach the ground as close to 0 as can be. */
  static Tensor particle(Backend outer, Backend inner, Tensor start) {
    return argmin(outer, w -> squareOfLanding(inner, w), start);
  }

  /** Euler's method with steps of 0.1; the force is the slope of the charges' potential. */
  private static Tensor squareOfLanding(Backend inner, Tensor w) {
    Tensor upper = Tensor.stack(0, Tensor.scalar(10), w.unaryMinus().plus(10));
    Tensor lower = Tensor.vector(10, 0);
    TensorFunction potential =
        x -> x.minus(upper).norm().reciprocal().plus(x.minus(lower).norm().reciprocal());
    Tensor x = Tensor.vector(0, 8);
    Tensor velocity = Tensor.vector(0.75, 0);
    while (true) {
      Tensor next = x.plus(velocity.times(0.1));
      if (!next.get(1).isGreaterThan(0)) {
        Tensor time = x.get(1).div(velocity.get(1)).unaryMinus();
        return x.get(0).plus(time.times(velocity.get(0))).square();
      }
      velocity = velocity.minus(gradient(inner, potential, x).times(0.1));
      x = next;
    }
  }

  /**
   * Steepest descent whose step doubles after ten successes and halves after a failure.
   *
   * <p>Its result depends on every comparison, so both cases above have one answer to nine digits.
   */
  private static Tensor argmin(Backend backend, TensorFunction f, Tensor start) {
    Tensor x = start;
    Tensor value = f.apply(x);
    Tensor slope = gradient(backend, f, x);
    double step = SMALL;
    int successes = 0;
    while (slope.norm().isGreaterThan(SMALL)) {
      if (successes == 10) {
        step *= 2;
        successes = 0;
      }
      Tensor next = x.minus(slope.times(step));
      if (!x.minus(next).norm().isGreaterThan(SMALL)) {
        return x;
      }
      Tensor nextValue = f.apply(next);
      if (nextValue.isLessThan(value.item())) {
        x = next;
        value = nextValue;
        slope = gradient(backend, f, x);
        successes++;
      } else {
        step /= 2;
        successes = 0;
      }
    }
    return x;
  }
}
