package org.fluxion.backend.reverse;

import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;

/**
 * The interpreter of reverse mode: applies a primitive to the values and writes its differential on
 * the tape.
 */
final class Recorder extends Interpreter {
  private final TapeBuilder tape = new TapeBuilder();

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
    Tensor[] values = new Tensor[operands.length];
    int[] places = new int[operands.length];
    for (int i = 0; i < operands.length; i++) {
      boolean recorded = owns(operands[i]);
      values[i] = recorded ? ((Recorded) operands[i]).primal() : operands[i];
      places[i] = recorded ? ((Recorded) operands[i]).place() : Tape.CONSTANT;
    }
    Linearized linearized = linearize(primitive, values);
    Differential differential = linearized.differential();
    Tensor value = linearized.value();
    return differential == Differential.ZERO
        ? value
        : new Recorded(this, value, tape.add(differential, places));
  }

  /** {@return the tape, swept to these results} */
  TapeLinearization finish(Tensor[] results) {
    Tensor[] values = new Tensor[results.length];
    int[] places = new int[results.length];
    for (int i = 0; i < results.length; i++) {
      boolean recorded = owns(results[i]);
      values[i] = recorded ? ((Recorded) results[i]).primal() : results[i];
      places[i] = recorded ? ((Recorded) results[i]).place() : Tape.CONSTANT;
    }
    return TapeLinearization.of(tape.build(), values, places);
  }
}
