package org.fluxion;

import java.util.Arrays;
import java.util.function.Consumer;
import org.fluxion.internal.registry.NestedRules;
import org.fluxion.internal.structure.Structure;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.InnerCall;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.NestedRule;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operator: its arguments checked and taken apart into tensors, and the choice of
 * how it runs inside another derivative.
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

  private Call(
      String operator,
      Backend backend,
      Structure<X> structure,
      Owned<X, ?> owned,
      Tensor[] at,
      Tensor[] fixed,
      @Nullable Consumer<Interpreter> captured) {
    this.operator = operator;
    this.backend = backend;
    this.structure = structure;
    this.owned = owned;
    this.at = at;
    this.fixed = fixed;
    MultiFunction ofLeaves =
        leaves -> new Tensor[] {checked(owned.at(structure.rebuild(leaves), fixed))};
    this.f = captured == null ? ofLeaves : Closing.closed(ofLeaves, captured);
  }

  /** {@return the same call with other tensors in place of x and of what f shows} */
  Call<X> moved(Tensor[] point, Tensor[] shown) {
    return new Call<>(operator, backend, structure, owned, point, shown, null);
  }

  /** {@return the same call by another backend} */
  Call<X> by(Backend other) {
    return new Call<>(operator, other, structure, owned, at, fixed, null);
  }

  /**
   * {@return the same call of f as a closed program}
   *
   * @param captured is told the outer derivative of each tensor that f captured
   */
  Call<X> closed(Consumer<Interpreter> captured) {
    return new Call<>(operator, backend, structure, owned, at, fixed, captured);
  }

  /** {@return whether f says all that it depends on} */
  boolean shows() {
    return owned.shows();
  }

  /** {@return what f shows to depend on besides x} */
  Tensor[] fixed() {
    return fixed;
  }

  /**
   * {@return the call, if nothing is missing and the backend reaches the order}
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
    Owned<X, ?> owned = Owned.of(who, f);
    Call<X> call =
        new Call<>(
            who, backend, structure, owned, structure.leaves(), owned.structure().leaves(), null);
    call.requireOrder(order);
    requireOpen(who, "x", call.at);
    requireOpen(who, "a fixed argument", call.fixed);
    return call;
  }

  /** Fails if a tensor belongs to a derivative that is over, or that runs in another thread. */
  private static void requireOpen(String operator, String what, Tensor... tensors) {
    for (Tensor tensor : tensors) {
      if (tensor instanceof Tracer tracer) {
        tracer.interpreter().requireUsable(what + " of " + operator);
      }
    }
  }

  /** {@return the value, if it is there} */
  static <T> T requireGiven(String operator, String what, @Nullable T value) {
    if (value == null) {
      throw new FluxionException(operator + ": " + what + " is null");
    }
    return value;
  }

  private void requireOrder(int order) {
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
  }

  /** What an operator does at a call, as tensors. */
  @FunctionalInterface
  interface Operation<X> {
    /** {@return the results at a call, given what the operator takes besides x} */
    Tensor[] at(Call<X> call, Tensor[] extra);
  }

  /** {@return the results of an operator that is no gradient} */
  Tensor[] run(Operation<X> operation, Tensor... extra) {
    return run(operation, null, false, extra);
  }

  /**
   * {@return the results of an operator: computed right away where no outer derivative watches an
   * argument, else by the nested rule if that applies, else by the engines' own nesting; of a
   * backend that takes no watched tensors, as {@link ClosedCall} says}
   *
   * @param potential what the operator is the gradient of, if it is one; one result, a scalar
   * @param withValue whether the potential's value comes first among the results
   * @param extra tensors that the operator takes besides x
   */
  Tensor[] run(
      Operation<X> operation,
      @Nullable Operation<X> potential,
      boolean withValue,
      Tensor... extra) {
    if (!backend.capabilities().traced()) {
      return ClosedCall.run(
          this, operation, call -> call.run(operation, potential, withValue, extra), extra);
    }
    if (!anyWatched(at) && !anyWatched(fixed) && !anyWatched(extra)) {
      return operation.at(this, extra);
    }
    Nesting nesting = owned.shows() ? NestedRules.nesting(backend) : Nesting.NATURAL;
    return nesting == Nesting.NATURAL
        ? operation.at(this, extra)
        : nested(operation, potential, withValue, nesting, extra);
  }

  /**
   * The operands are x, what the operator takes besides, and of what is fixed all that is watched.
   */
  private Tensor[] nested(
      Operation<X> operation,
      @Nullable Operation<X> potential,
      boolean withValue,
      Nesting nesting,
      Tensor[] extra) {
    int[] watched = watchedIndices();
    Tensor[] shown = new Tensor[watched.length];
    Arrays.setAll(shown, i -> fixed[watched[i]]);
    Tensor[] operands = TensorLists.join(at, extra, shown);
    InnerCall inner =
        new InnerCall(
            operator,
            backend,
            nesting,
            at.length,
            moved -> at(operation, moved, extra.length, watched),
            potential == null ? null : moved -> at(potential, moved, extra.length, watched),
            withValue);
    NestedRule rule = NestedRules.find().orElseThrow();
    return rule.apply(inner, operands);
  }

  private Tensor[] at(Operation<X> operation, Tensor[] operands, int extras, int[] watched) {
    Tensor[] others = fixed.clone();
    for (int i = 0; i < watched.length; i++) {
      others[watched[i]] = operands[at.length + extras + i];
    }
    return operation.at(
        moved(TensorLists.first(at.length, operands), others),
        TensorLists.between(at.length, at.length + extras, operands));
  }

  private int[] watchedIndices() {
    int[] indices = new int[fixed.length];
    int count = 0;
    for (int i = 0; i < fixed.length; i++) {
      if (fixed[i] instanceof Tracer) {
        indices[count++] = i;
      }
    }
    return Arrays.copyOf(indices, count);
  }

  private static boolean anyWatched(Tensor[] tensors) {
    for (Tensor tensor : tensors) {
      if (tensor instanceof Tracer) {
        return true;
      }
    }
    return false;
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
    requireOpen(operator, "the result of f", y);
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
