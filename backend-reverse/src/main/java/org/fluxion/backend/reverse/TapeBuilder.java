package org.fluxion.backend.reverse;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Numbers;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A tape that grows while the function runs, by segments, so that what is written is never moved.
 */
final class TapeBuilder {
  private static final int FIRST = 16;
  private static final int LARGEST = 1024;

  private final List<Shape> inputs = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private Segment last = new Segment(0, 0, 0);

  /** {@return the place of the next input; inputs come before all entries} */
  int input(Shape shape) {
    inputs.add(shape);
    last = new Segment(inputs.size(), 0, 0);
    return inputs.size() - 1;
  }

  /** {@return the place of a new entry} */
  int add(Differential differential, int[] places) {
    return withRoom(places.length).add(differential, places);
  }

  /** {@return the place of a new entry for an operation on numbers} */
  int add(Numbers numbers, Tensor[] operands) {
    return withRoom(operands.length).add(numbers, operands);
  }

  private Segment withRoom(int operands) {
    if (!last.hasRoom(operands)) {
      int entries = segments.isEmpty() ? FIRST : Math.min(LARGEST, 2 * last.size());
      last = new Segment(last.end(), entries, Math.max(3 * entries / 2, operands));
      segments.add(last);
    }
    return last;
  }

  Tape build() {
    return new Tape(inputs.toArray(Shape[]::new), segments.toArray(Segment[]::new), last.end());
  }
}
