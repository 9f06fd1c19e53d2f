package org.fluxion.backend.mixed;

import java.util.Arrays;
import org.fluxion.Backend;
import org.fluxion.spi.Direction;
import org.fluxion.spi.InnerCall;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An inner derivative as one primitive. Its operands are everything that it depends on, its result
 * is what the operator returns.
 *
 * <p>The value comes from the backend that the call names. The derivative is made of ordinary
 * tensor operations on the operands, so it can be differentiated again, to any order.
 *
 * @param call the operator
 * @param forward pushes tangents
 * @param reverse records and pulls back
 * @param packing of the results, made for this one call
 */
record NestedCall(InnerCall call, Backend forward, Backend reverse, Packing packing)
    implements Primitive {
  @Override
  public String name() {
    return "nested " + call.operator();
  }

  @Override
  public Shape shape(Shape... operands) {
    Tensor[] zeros = Arrays.stream(operands).map(Tensor::zeros).toArray(Tensor[]::new);
    return new Packing().pack(call.results().apply(zeros)).shape();
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    return packing.pack(call.results().apply(operands));
  }

  /** The engines' own nesting, for interpreters that want to see every operation. */
  @Override
  public Tensor expand(Tensor... operands) {
    return evaluate(operands);
  }

  @Override
  public Linearized linearize(Tensor... operands) {
    Nesting nesting = call.nesting();
    if (call.potential() != null) {
      GradientRule rule = new GradientRule(this, call.potential(), operands);
      // The record that is swept is one of the reverse engine; the value is another backend's if
      // the call names one.
      if (nesting == Nesting.FORWARD_OVER_REVERSE && isByReverse()) {
        return rule.kept();
      }
      if (nesting == Nesting.REVERSE_OVER_FORWARD) {
        return new Linearized(apply(operands), rule.reverseOverForward());
      }
      if (nesting == Nesting.RECOMPUTE || nesting == Nesting.FORWARD_OVER_REVERSE) {
        return new Linearized(apply(operands), rule.forwardOverReverse());
      }
    }
    if (nesting == Nesting.RECOMPUTE) {
      return new Linearized(apply(operands), differentiate(operands));
    }
    Linearization recorded = recorded(operands);
    return new Linearized(
        recorded.values()[0], Linearizations.differential(recorded.withoutValues(), operands));
  }

  /** The inner sweeps recorded while the value is computed; only the record is swept. */
  private Linearization recorded(Tensor[] operands) {
    MultiFunction packed = moved -> new Tensor[] {evaluate(moved)};
    return Linearizations.complete(reverse, packed, operands);
  }

  private boolean isByReverse() {
    return call.backend().preferred(Direction.REVERSE).equals(reverse);
  }

  /** The derivative where the value is known already: recorded when it is used. */
  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return differentiate(operands);
  }

  private Differential differentiate(Tensor[] operands) {
    return new Differential() {
      private Differential later() {
        return Linearizations.differential(recorded(operands), operands);
      }

      @Override
      public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
        return later().pushforward(tangents);
      }

      @Override
      public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
        return later().pullback(cotangent, wanted);
      }
    };
  }
}
