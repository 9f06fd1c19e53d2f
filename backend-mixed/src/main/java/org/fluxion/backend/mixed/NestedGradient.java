package org.fluxion.backend.mixed;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.fluxion.Backend;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a scalar function as one primitive: its operands are the active inputs, then all
 * others that the function depends on.
 *
 * <p>Its value comes from the inner backend on plain tensors. Both directions of its derivative are
 * one forward sweep over a reverse gradient, made of ordinary tensor operations, so that they can
 * be differentiated again. A gradient with respect to several inputs is carried as one vector,
 * since a primitive has one result.
 *
 * @param inner computes the value
 * @param forward sweeps
 * @param reverse computes the gradient that is swept
 * @param f scalar, of all operands
 * @param active how many of the operands, from the first, the gradient is taken by
 */
record NestedGradient(Backend inner, Backend forward, Backend reverse, MultiFunction f, int active)
    implements Primitive {

  /** {@return the gradient for each active input} */
  Tensor[] unpacked(Tensor[] activeInputs, Tensor[] others) {
    Tensor packed = apply(joined(activeInputs, others));
    return Packing.unpack(packed, Packing.shapes(activeInputs));
  }

  /** {@return the same by the inner engine's own nesting} */
  Tensor[] natural(Tensor[] activeInputs, Tensor[] others) {
    Tensor packed = gradientBy(inner, joined(activeInputs, others));
    return Packing.unpack(packed, Packing.shapes(activeInputs));
  }

  @Override
  public String name() {
    return "nestedGradient";
  }

  @Override
  public Shape shape(Shape... operands) {
    return Packing.packed(Arrays.copyOf(operands, active));
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    return gradientBy(inner, operands);
  }

  /** The engines' own nesting, for interpreters that want to see every operation. */
  @Override
  public Tensor expand(Tensor... operands) {
    return gradientBy(inner, operands);
  }

  private Tensor gradientBy(Backend backend, Tensor[] operands) {
    Tensor[] rest = Arrays.copyOfRange(operands, active, operands.length);
    MultiFunction closed = x -> f.apply(joined(x, rest));
    return Packing.pack(gradient(backend, closed, Arrays.copyOf(operands, active)));
  }

  private static Tensor[] gradient(Backend backend, MultiFunction f, Tensor[] at) {
    return Linearizations.complete(backend, f, at).pullback(Tensor.scalar(1));
  }

  private static Tensor[] joined(Tensor[] first, Tensor[] second) {
    Tensor[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Sweeps(this, operands);
  }

  /** The second derivatives of f at the operands, applied to a vector. */
  private record Sweeps(NestedGradient primitive, Tensor[] operands) implements Differential {
    /** Along tangents of any operands: d/dα ∇ₓf(x + αẋ, θ + αθ̇). */
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      int[] moving = indices(i -> tangents[i] != null);
      if (moving.length == 0) {
        return null;
      }
      MultiFunction gradient =
          moved -> {
            Tensor[] at = placed(moving, moved);
            return new Tensor[] {primitive.gradientBy(primitive.reverse, at)};
          };
      return sweep(gradient, moving, pick(moving, tangents))[0];
    }

    /**
     * Along the cotangent of the gradient: d/dα ∇f(x + αΔ, θ) with respect to all that is wanted.
     */
    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      int[] moving = indices(i -> i < primitive.active);
      int[] asked = indices(i -> wanted[i]);
      MultiFunction jointGradient =
          moved -> {
            Tensor[] at = placed(moving, moved);
            MultiFunction restricted = chosen -> primitive.f.apply(placed(at, asked, chosen));
            return gradient(primitive.reverse, restricted, pick(asked, at));
          };
      Tensor[] direction =
          Packing.unpack(cotangent, Packing.shapes(Arrays.copyOf(operands, primitive.active)));
      Tensor[] swept = sweep(jointGradient, moving, direction);
      @Nullable Tensor[] results = new @Nullable Tensor[operands.length];
      for (int i = 0; i < asked.length; i++) {
        results[asked[i]] = swept[i];
      }
      return results;
    }

    private Tensor[] sweep(MultiFunction gradient, int[] moving, Tensor[] direction) {
      return Linearizations.complete(primitive.forward, gradient, pick(moving, operands))
          .pushforward(direction);
    }

    private int[] indices(IntPredicate chosen) {
      return IntStream.range(0, operands.length).filter(chosen).toArray();
    }

    /** {@return the operands with those at the given indices replaced} */
    private Tensor[] placed(int[] indices, Tensor[] values) {
      return placed(operands, indices, values);
    }

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
}
