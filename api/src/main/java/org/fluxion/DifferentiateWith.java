package org.fluxion;

import org.fluxion.internal.structure.Structure;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

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

  /** {@return the backend; the function is most often a lambda, which says nothing} */
  @Override
  public String toString() {
    return "DifferentiateWith[backend=" + backend + "]";
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
      for (Tensor operand : operands) {
        if (operand instanceof Tracer tracer) {
          requireNesting(tracer);
          return Linearizations.differential(
              Linearizations.complete(backend, f, operands), operands);
        }
      }
      return DerivativeAtNumbers.of(
          Linearizations.complete(backend, f, operands), operands, result);
    }

    private void requireNesting(Tracer operand) {
      if (!backend.capabilities().traced()) {
        throw new UnsupportedDerivativeException(
            "DifferentiateWith("
                + backend.name()
                + "): a derivative of its derivative is wanted ("
                + operand.interpreter()
                + "), but backend \""
                + backend.name()
                + "\" takes plain tensors only; give it a backend that nests, such as"
                + " Backends.named(\"finite\")");
      }
    }
  }
}
