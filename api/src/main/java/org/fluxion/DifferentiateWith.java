package org.fluxion;

import org.fluxion.internal.structure.Structure;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A function whose derivative comes from a backend of its own, whatever differentiates around it.
 *
 * <p>For functions that an outer engine cannot look into, such as an {@link OpaqueFunction}. The
 * outer derivative may have any mode; to higher order the backend must nest. f must not capture
 * what an outer derivative watches: that is refused. Immutable.
 */
public final class DifferentiateWith<X> implements Differentiable<X> {
  private final Differentiable<X> f;
  private final Backend backend;

  private DifferentiateWith(Differentiable<X> f, Backend backend) {
    this.f = Call.requireGiven("DifferentiateWith", "f", f);
    this.backend = Call.requireGiven("DifferentiateWith", "backend", backend);
  }

  /** {@return the function of one tensor, differentiated by the given backend} */
  public static DifferentiateWith<Tensor> of(TensorFunction f, Backend backend) {
    return new DifferentiateWith<>(f, backend);
  }

  /** {@return the function of a structure, differentiated by the given backend} */
  public static <X> DifferentiateWith<X> ofStructure(Differentiable<X> f, Backend backend) {
    return new DifferentiateWith<>(f, backend);
  }

  @Override
  public Tensor apply(X x) {
    Structure<X> structure = Structure.of("DifferentiateWith(" + backend.name() + ")", "x", x);
    MultiFunction ofLeaves = leaves -> new Tensor[] {f.apply(structure.rebuild(leaves))};
    return new Delegated(ofLeaves, backend).apply(structure.leaves());
  }

  /** The function as a primitive. */
  private record Delegated(MultiFunction f, Backend backend) implements Primitive {
    @Override
    public String name() {
      return "differentiateWith(" + backend.name() + ")";
    }

    @Override
    public Shape shape(Shape... operands) {
      Tensor[] zeros = new Tensor[operands.length];
      for (int i = 0; i < zeros.length; i++) {
        zeros[i] = Tensor.zeros(operands[i]);
      }
      return evaluate(zeros).shape();
    }

    @Override
    public Tensor evaluate(Tensor... operands) {
      return f.apply(operands)[0];
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      return new Derivative(Linearizations.complete(backend, f, operands), operands);
    }
  }

  /** The backend's derivative at a point. */
  private record Derivative(Linearization linearization, Tensor[] operands)
      implements Differential {
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor[] filled = new Tensor[tangents.length];
      boolean any = false;
      for (int i = 0; i < filled.length; i++) {
        Tensor tangent = tangents[i];
        any |= tangent != null;
        filled[i] = tangent == null ? Tensor.zeros(operands[i].shape()) : tangent;
      }
      return any ? linearization.pushforward(filled)[0] : null;
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      @Nullable Tensor[] all = linearization.pullback(cotangent);
      for (int i = 0; i < all.length; i++) {
        all[i] = wanted[i] ? all[i] : null;
      }
      return all;
    }
  }
}
