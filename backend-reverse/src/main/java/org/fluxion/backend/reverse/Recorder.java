package org.fluxion.backend.reverse;

import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Numbers;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;

/**
 * The interpreter of reverse mode: applies a primitive to the values and writes its differential on
 * the tape.
 *
 * <p>Between numbers it writes the partial derivatives instead.
 */
final class Recorder extends Interpreter {
  private final TapeBuilder tape = new TapeBuilder();
  private final Numbers numbers = new Numbers(this);

  @Override
  protected String kind() {
    return "reverse";
  }

  /** {@return the tensor as the next input of the function} */
  Tensor input(Tensor value) {
    return new Recorded(this, value, tape.input(value.shape()));
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    if (numbers.differentiate(primitive, operands)) {
      return numbers.isConstant()
          ? Tensor.scalar(numbers.value())
          : new Recorded(this, numbers.value(), tape.add(numbers, operands));
    }
    Tensor[] values = values(operands);
    Linearized linearized = linearize(primitive, values);
    Differential differential = linearized.differential();
    Tensor value = linearized.value();
    return differential == Differential.ZERO
        ? value
        : new Recorded(this, value, tape.add(differential, this, operands));
  }

  /** {@return the tape, swept to these results} */
  TapeLinearization finish(Tensor[] results) {
    return TapeLinearization.of(tape.build(), values(results), places(results));
  }

  private Tensor[] values(Tensor[] tensors) {
    Tensor[] values = new Tensor[tensors.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = owns(tensors[i]) ? ((Recorded) tensors[i]).primal() : tensors[i];
    }
    return values;
  }

  private int[] places(Tensor[] tensors) {
    int[] places = new int[tensors.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(tensors[i]);
    }
    return places;
  }

  /** {@return the place of a tensor on the tape} */
  int place(Tensor tensor) {
    return owns(tensor) ? ((Recorded) tensor).place() : Tape.CONSTANT;
  }
}
