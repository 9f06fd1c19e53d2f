package org.fluxion.backend.mixed;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fluxion.EscapedTracerException;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The chain rule for an inner gradient g = ∇ₓs(x, θ), where θ stands for all operands but the
 * active x.
 *
 * <p>For an incoming cotangent Δ of g: x̄ = d/dα ∇ₓs(x + αΔ, θ) and θ̄ = d/dα ∇_θ s(x + αΔ, θ) at α
 * = 0, by the symmetry of second derivatives. Both come from one forward sweep over one joint
 * gradient (Pearlmutter 1994, Fast exact multiplication by the Hessian), or as the gradient of the
 * derivative of s along Δ. Where the value s comes along, its cotangent c adds c ∇s.
 *
 * @param primitive the inner call
 * @param potential s, of all operands
 * @param operands the point
 */
record GradientRule(NestedCall primitive, MultiFunction potential, Tensor[] operands) {
  private int active() {
    return primitive.call().active();
  }

  private boolean withValue() {
    return primitive.call().withValue();
  }

  /**
   * The joint gradient is recorded along x while the value is computed; a sweep is all that is
   * left.
   */
  Linearized kept() {
    int[] all = indices(i -> true);
    Linearization record =
        Linearizations.complete(primitive.reverse(), jointGradient(all), activeOperands());
    Tensor value = primitive.packing().pack(results(record.values()));
    // The joint gradient itself is read again only where the value's own cotangent multiplies it.
    Linearization kept = withValue() ? record : record.withoutValues();
    return new Linearized(value, derivative(wanted -> kept, all));
  }

  /** Nothing is kept; the joint gradient of what is wanted is computed when it is swept. */
  Differential forwardOverReverse() {
    return derivative(
        asked ->
            Linearizations.complete(primitive.forward(), jointGradient(asked), activeOperands()),
        null);
  }

  /** Nothing is kept; the gradient of ds/dα along Δ, plus c s where the value comes along. */
  Differential reverseOverForward() {
    return new Derivative() {
      @Override
      Tensor[] pulled(Tensor[] delta, @Nullable Tensor c, int[] asked) {
        MultiFunction slope =
            chosen -> {
              Tensor[] at = placed(operands, asked, chosen);
              Linearization along =
                  Linearizations.complete(
                      primitive.forward(),
                      x -> potential.apply(placed(at, indices(i -> i < active()), x)),
                      Arrays.copyOf(at, active()));
              Tensor ds = along.pushforward(delta)[0];
              return new Tensor[] {c == null ? ds : ds.plus(along.values()[0].times(c))};
            };
        return Linearizations.complete(primitive.reverse(), slope, pick(asked, operands))
            .pullback(Tensor.scalar(1));
      }
    };
  }

  /** {@return as a function of x: the value, then the gradient by the operands at the indices} */
  private MultiFunction jointGradient(int[] asked) {
    return x -> {
      Tensor[] at = placed(operands, indices(i -> i < active()), x);
      MultiFunction restricted = chosen -> potential.apply(placed(at, asked, chosen));
      return Linearizations.valueAndGradient(primitive.reverse(), restricted)
          .apply(pick(asked, at));
    };
  }

  /** {@return of the value and the gradient by all operands, what the operator returns} */
  private Tensor[] results(Tensor[] valueAndGradient) {
    return Arrays.copyOfRange(valueAndGradient, withValue() ? 0 : 1, 1 + active());
  }

  private Differential derivative(Sweep sweep, int @Nullable [] recorded) {
    return new Derivative() {
      @Override
      Tensor[] pulled(Tensor[] delta, @Nullable Tensor c, int[] asked) {
        Linearization joint = sweep.of(asked);
        Tensor[] swept = joint.pushforward(delta);
        Tensor[] values = c == null ? swept : joint.values();
        Tensor[] results = new Tensor[asked.length];
        for (int i = 0; i < asked.length; i++) {
          int place = 1 + (recorded == null ? i : asked[i]);
          results[i] = c == null ? swept[place] : swept[place].plus(values[place].times(c));
        }
        return results;
      }
    };
  }

  /** Finds the joint gradient, as a function of x, of at least the operands that are asked for. */
  @FunctionalInterface
  private interface Sweep {
    Linearization of(int[] asked);
  }

  /** What the ways have in common: tangents go the same way in all of them. */
  private abstract class Derivative implements Differential {
    /** {@return the cotangents of the operands that are asked for} */
    abstract Tensor[] pulled(Tensor[] delta, @Nullable Tensor c, int[] asked);

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      Tensor[] parts = primitive.packing().unpack(cotangent);
      Tensor c = withValue() ? parts[0] : null;
      Tensor[] delta = withValue() ? Arrays.copyOfRange(parts, 1, parts.length) : parts;
      int[] asked = indices(i -> wanted[i]);
      Tensor[] pulled = later(() -> pulled(delta, c, asked));
      @Nullable Tensor[] results = new @Nullable Tensor[wanted.length];
      for (int i = 0; i < asked.length; i++) {
        results[asked[i]] = pulled[i];
      }
      return results;
    }

    /** d/dα of value and ∇ₓs(x + αẋ, θ + αθ̇). */
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      int[] moving = indices(i -> tangents[i] != null);
      if (moving.length == 0) {
        return null;
      }
      int[] x = indices(i -> i < active());
      MultiFunction gradient =
          moved -> {
            Tensor[] at = placed(operands, moving, moved);
            MultiFunction ofX = chosen -> potential.apply(placed(at, x, chosen));
            return Linearizations.valueAndGradient(primitive.reverse(), ofX).apply(pick(x, at));
          };
      Tensor[] pushed =
          later(
              () ->
                  Linearizations.complete(primitive.forward(), gradient, pick(moving, operands))
                      .pushforward(pick(moving, tangents)));
      return primitive.packing().pack(results(pushed));
    }
  }

  /** Calls f again where nothing was kept; it may not depend on what it captured then. */
  private Tensor[] later(Supplier<Tensor[]> sweep) {
    try {
      return sweep.get();
    } catch (EscapedTracerException captured) {
      throw new UnsupportedDerivativeException(
          primitive.call().operator()
              + ": f captures a tensor that an outer derivative watches, and nested="
              + primitive.call().nesting().option()
              + " calls f again after that derivative's function has returned; show the tensor as a"
              + " parameter (FixedParams), or take nested=on");
    }
  }

  private Tensor[] activeOperands() {
    return Arrays.copyOf(operands, active());
  }

  private int[] indices(IntPredicate chosen) {
    return IntStream.range(0, operands.length).filter(chosen).toArray();
  }

  /** {@return the tensors with those at the given indices replaced} */
  private static Tensor[] placed(Tensor[] all, int[] indices, Tensor[] values) {
    Tensor[] result = all.clone();
    for (int i = 0; i < indices.length; i++) {
      result[indices[i]] = values[i];
    }
    return result;
  }

  private static Tensor[] pick(int[] indices, @Nullable Tensor[] from) {
    Tensor[] picked = new Tensor[indices.length];
    for (int i = 0; i < indices.length; i++) {
      picked[i] = Objects.requireNonNull(from[indices[i]]);
    }
    return picked;
  }
}
