package org.fluxion;

import java.util.Arrays;
import java.util.function.Function;
import org.fluxion.internal.registry.NestedRules;
import org.fluxion.internal.registry.Registry;
import org.fluxion.spi.Flattening;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * An operator of a backend that does not take tensors which outer derivatives watch.
 *
 * <p>It gets plain tensors and a {@linkplain Closing closed program}. Where an outer derivative
 * watches an argument, or something that f captured, the value is this backend's, and the
 * derivative of the value is that of the same call by the engines of the nested rule. Where that is
 * not on the class path the call is refused.
 */
final class ClosedCall<X> {
  private final Call<X> call;
  private final Call.Operation<X> operation;
  private final Function<Call<X>, Tensor[]> nesting;
  private final Tensor[] extra;

  /** An outer derivative that f captured a tensor of; null as long as none was met. */
  private @Nullable Interpreter captured;

  private ClosedCall(
      Call<X> call,
      Call.Operation<X> operation,
      Function<Call<X>, Tensor[]> nesting,
      Tensor[] extra) {
    this.call = call;
    this.operation = operation;
    this.nesting = nesting;
    this.extra = extra;
  }

  /**
   * {@return the results of an operator}
   *
   * @param nesting runs the operator by a backend that nests
   * @param extra tensors that the operator takes besides x
   */
  static <X> Tensor[] run(
      Call<X> call,
      Call.Operation<X> operation,
      Function<Call<X>, Tensor[]> nesting,
      Tensor... extra) {
    ClosedCall<X> closed = new ClosedCall<>(call, operation, nesting, extra);
    Tensor[] visible = closed.visible();
    for (Tensor tensor : visible) {
      if (tensor instanceof Tracer tracer) {
        return closed.watched(tracer.interpreter(), visible);
      }
    }
    Tensor[] results = closed.atNumbers(visible);
    Interpreter outer = closed.captured;
    return outer == null ? results : carried(results, closed.followed(outer));
  }

  /** The value is a primitive of all that is visible, so that it has a value per row in a batch. */
  private Tensor[] watched(Interpreter outer, Tensor[] visible) {
    Tensor[] followed = followed(outer);
    Tensor[] operands = Arrays.copyOf(visible, visible.length + 1);
    operands[visible.length] = Flattening.flatten(followed);
    try {
      Tensor value = new Value<>(this).apply(operands);
      return Flattening.of(followed).unflatten(value);
    } catch (CapturedTracerException hidden) {
      // f captured besides what it shows; its value has to be known before it is an operand.
      Tensor[] numbers = Arrays.stream(visible).map(Closing::numbers).toArray(Tensor[]::new);
      return carried(atNumbers(numbers), followed);
    }
  }

  /** {@return the results of the backend for plain tensors in place of all that is visible} */
  private Tensor[] atNumbers(Tensor[] numbers) {
    int x = call.at.length;
    int ownedUntil = numbers.length - extra.length;
    Call<X> closed =
        call.moved(TensorLists.first(x, numbers), TensorLists.between(x, ownedUntil, numbers))
            .closed(outer -> captured = outer);
    return operation.at(closed, TensorLists.behind(ownedUntil, numbers));
  }

  private Tensor[] visible() {
    return TensorLists.join(call.at, call.fixed(), extra);
  }

  /** {@return the results by a backend that nests: by the engines of the nested rule} */
  private Tensor[] followed(Interpreter outer) {
    if (NestedRules.find().isEmpty()) {
      throw new UnsupportedDerivativeException(
          call.operator
              + ": called inside another derivative ("
              + outer
              + "), but backend \""
              + call.backend.name()
              + "\" takes plain tensors only, and the nested rule, which would follow it, is not on"
              + " the class path; add fluxion-backend-mixed, give the inner call a backend that"
              + " nests, or wrap f in DifferentiateWith");
    }
    Backend mixed = Registry.withNesting(Backends.named("mixed"), call.backend.nesting());
    return nesting.apply(call.by(mixed));
  }

  private static Tensor[] carried(Tensor[] values, Tensor[] followed) {
    Tensor[] results = new Tensor[values.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = new Known(values[i]).apply(followed[i]);
    }
    return results;
  }

  /**
   * The value of the backend, with the derivative of its last operand. The others are all that is
   * visible.
   */
  private record Value<X>(ClosedCall<X> closed) implements Primitive {
    @Override
    public String name() {
      return closed.call.operator;
    }

    @Override
    public Shape shape(Shape... operands) {
      return operands[operands.length - 1];
    }

    @Override
    public Tensor evaluate(Tensor... operands) {
      Tensor[] results = closed.atNumbers(Arrays.copyOf(operands, operands.length - 1));
      Interpreter outer = closed.captured;
      if (outer != null) {
        throw new CapturedTracerException(name(), outer.toString());
      }
      return Flattening.flatten(results);
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      return new OfLast(operands.length);
    }
  }

  /** A value that is known, with the derivative of the operand. */
  private record Known(Tensor value) implements Primitive {
    @Override
    public String name() {
      return "value of another backend";
    }

    @Override
    public Shape shape(Shape... operands) {
      return value.shape();
    }

    @Override
    public Tensor evaluate(Tensor... operands) {
      return value;
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      return new OfLast(1);
    }
  }

  /** The derivative of the last operand. */
  private record OfLast(int operands) implements Differential {
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      return tangents[operands - 1];
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      @Nullable Tensor[] cotangents = new @Nullable Tensor[operands];
      cotangents[operands - 1] = wanted[operands - 1] ? cotangent : null;
      return cotangents;
    }
  }
}
