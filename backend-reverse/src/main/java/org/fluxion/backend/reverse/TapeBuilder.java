package org.fluxion.backend.reverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Shape;

/** A tape that grows while the function runs. */
final class TapeBuilder {
  private final List<Shape> inputs = new ArrayList<>();
  private Differential[] differentials = new Differential[16];
  private int[] starts = new int[16];
  private int[] operands = new int[32];
  private int entries;
  private int operandCount;

  /** {@return the place of the next input; inputs come before all entries} */
  int input(Shape shape) {
    inputs.add(shape);
    return inputs.size() - 1;
  }

  /** {@return the place of a new entry} */
  int add(Differential differential, int[] places) {
    if (entries == differentials.length) {
      differentials = Arrays.copyOf(differentials, 2 * entries);
      starts = Arrays.copyOf(starts, 2 * entries);
    }
    if (operandCount + places.length > operands.length) {
      operands = Arrays.copyOf(operands, 2 * (operandCount + places.length));
    }
    differentials[entries] = differential;
    starts[entries] = operandCount;
    System.arraycopy(places, 0, operands, operandCount, places.length);
    operandCount += places.length;
    return inputs.size() + entries++;
  }

  Tape build() {
    int[] ends = Arrays.copyOf(starts, entries + 1);
    ends[entries] = operandCount;
    return new Tape(
        inputs.toArray(Shape[]::new),
        Arrays.copyOf(differentials, entries),
        ends,
        Arrays.copyOf(operands, operandCount));
  }
}
