package org.fluxion.backend.reverse;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Numbers;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A tape that grows while the function runs, by segments, so that what is written is never moved.
 */
final class TapeBuilder {
  private static final int FIRST = 16;
  private static final int LARGEST = 1024;

  private final List<Shape> inputs = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private @Nullable Segment last;

  /** {@return the place of the next input; inputs come before all entries} */
  int input(Shape shape) {
    inputs.add(shape);
    return inputs.size() - 1;
  }

  /** {@return the place of a new entry} */
  int add(Differential differential, Recorder recorder, Tensor[] operands) {
    return withRoom(operands.length).add(differential, recorder, operands);
  }

  /** {@return the place of a new entry for an operation on numbers} */
  int add(Numbers numbers, Tensor[] operands) {
    return withRoom(operands.length).add(numbers, operands);
  }

  private Segment withRoom(int operands) {
    Segment current = last;
    if (current == null || !current.hasRoom(operands)) {
      int entries = current == null ? FIRST : Math.min(LARGEST, 2 * current.size());
      current = new Segment(end(), entries, Math.max(3 * entries / 2, operands));
      segments.add(current);
      last = current;
    }
    return current;
  }

  private int end() {
    return last == null ? inputs.size() : last.end();
  }

  Tape build() {
    return new Tape(inputs.toArray(Shape[]::new), segments.toArray(Segment[]::new), end());
  }
}
