package org.fluxion;

import org.fluxion.internal.registry.NestedRules;
import org.fluxion.internal.structure.Structure;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.NestedRule;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operator: its arguments checked and taken apart into tensors.
 *
 * <p>A function that shows what it depends on besides x is kept in two forms: {@link #f} of x
 * alone, and for the nested rule a function of x and of what is fixed.
 */
final class Call<X> {
  final String operator;
  final Backend backend;
  final Structure<X> structure;
  final Tensor[] at;

  /** The function of the leaves of x; it has one result. */
  final MultiFunction f;

  private final Owned<X, ?> owned;
  private final Tensor[] fixed;

  private Call(String operator, Backend backend, Structure<X> structure, Owned<X, ?> owned) {
    this.operator = operator;
    this.backend = backend;
    this.structure = structure;
    this.at = structure.leaves();
    this.owned = owned;
    this.fixed = owned.structure().leaves();
    this.f = leaves -> new Tensor[] {checked(owned.at(structure.rebuild(leaves)))};
  }

  /**
   * {@return the call, if nothing is missing and the backend can take part}
   *
   * @param order the order of derivative that the operator needs
   */
  static <X> Call<X> of(
      String operator, int order, Backend backend, Differentiable<? super X> f, X x) {
    requireGiven(operator, "backend", backend);
    String who = operator + "(" + backend.name() + ")";
    requireGiven(who, "f", f);
    requireGiven(who, "x", x);
    Structure<X> structure = Structure.of(who, "x", x);
    Call<X> call = new Call<>(who, backend, structure, Owned.of(who, f));
    call.requireCapable(order);
    return call;
  }

  /** {@return the value, if it is there} */
  static <T> T requireGiven(String operator, String what, @Nullable T value) {
    if (value == null) {
      throw new FluxionException(operator + ": " + what + " is null");
    }
    return value;
  }

  private void requireCapable(int order) {
    Capabilities capabilities = backend.capabilities();
    if (order > capabilities.highestOrder()) {
      throw new UnsupportedDerivativeException(
          operator
              + ": needs a derivative of order "
              + order
              + ", but backend \""
              + backend.name()
              + "\" goes up to order "
              + capabilities.highestOrder()
              + "; use Backends.secondOrder with another outer backend, or another backend");
    }
    if (!capabilities.traced() && isWatched()) {
      throw new UnsupportedDerivativeException(
          operator
              + ": called inside another derivative, but backend \""
              + backend.name()
              + "\" does not work on tensors that another derivative watches; give the inner call"
              + " a backend that nests, or wrap f in DifferentiateWith");
    }
  }

  /** {@return whether an outer derivative watches x or what the function shows to be fixed} */
  private boolean isWatched() {
    return anyWatched(at) || anyWatched(fixed);
  }

  private static boolean anyWatched(Tensor[] tensors) {
    for (Tensor tensor : tensors) {
      if (tensor instanceof Tracer) {
        return true;
      }
    }
    return false;
  }

  /** {@return the rule that applies to this call, null where the engines nest by themselves} */
  @Nullable NestedRule nestedRule() {
    return owned.shows() && isWatched() && NestedRules.on(backend)
        ? NestedRules.find().orElse(null)
        : null;
  }

  /** {@return the gradient by the nested rule} */
  Tensor[] nestedGradient(NestedRule rule) {
    return rule.gradient(backend, this::scalarOfAll, at, fixed);
  }

  private Tensor[] scalarOfAll(Tensor... all) {
    Tensor[] active = new Tensor[at.length];
    Tensor[] others = new Tensor[fixed.length];
    System.arraycopy(all, 0, active, 0, active.length);
    System.arraycopy(all, active.length, others, 0, others.length);
    Tensor y = checked(owned.at(structure.rebuild(active), others));
    return new Tensor[] {requireScalar(y)};
  }

  /** {@return the function, with an error if its value is no scalar} */
  MultiFunction scalar() {
    return leaves -> new Tensor[] {requireScalar(f.apply(leaves)[0])};
  }

  private Tensor requireScalar(Tensor y) {
    if (y.rank() != 0) {
      throw new ShapeMismatchException(
          operator
              + ": f returned shape "
              + y.shape()
              + ", but needs a scalar (rank 0); reduce it, for instance with sum(), or use jacobian"
              + " or pullback");
    }
    return y;
  }

  private Tensor checked(@Nullable Tensor y) {
    if (y == null) {
      throw new FluxionException(operator + ": f returned null");
    }
    return y;
  }

  /** Fails if no array can hold the matrix that the operator is to return. */
  void requireMatrix(int rows, int columns) {
    if ((long) rows * columns > Shape.MAX_SIZE) {
      throw new ShapeMismatchException(
          operator
              + ": the result, of shape ["
              + rows
              + ", "
              + columns
              + "], has more elements than one Java array can hold; take products with vectors"
              + " instead (pushforward, pullback, hvp)");
    }
  }

  /** {@return the leaves of a tangent, if it is structured like x} */
  Tensor[] tangent(String what, X tangent) {
    Structure<X> given = Structure.of(operator, what, requireGiven(operator, what, tangent));
    structure.requireLike(given, "x", what);
    return given.leaves();
  }

  /** {@return the function, with an error unless a cotangent is shaped like its value} */
  MultiFunction checking(Tensor cotangent) {
    return leaves -> {
      Tensor y = f.apply(leaves)[0];
      if (!cotangent.shape().equals(y.shape())) {
        throw new ShapeMismatchException(
            operator
                + ": cotangent has shape "
                + cotangent.shape()
                + ", but f(x) has shape "
                + y.shape());
      }
      return new Tensor[] {y};
    };
  }
}
