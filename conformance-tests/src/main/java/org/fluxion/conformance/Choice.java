package org.fluxion.conformance;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.fluxion.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A kind of step that random programs choose from.
 *
 * @param operands how many it takes
 * @param make draws the parameters for operands of these shapes; null where it takes none such
 */
record Choice(int operands, Make make) {
  /** Draws an operation. */
  @FunctionalInterface
  interface Make {
    @Nullable Operation of(SplittableRandom random, Shape... shapes);
  }

  /** {@return one without parameters} */
  static Choice fixed(int operands, Operation operation) {
    return new Choice(operands, (random, shapes) -> operation);
  }

  /** {@return all of them} */
  static List<Choice> all() {
    return All.CHOICES;
  }

  /** Made once, when they are first asked for. */
  private static final class All {
    static final List<Choice> CHOICES =
        Stream.of(
                ElementwiseChoices.all(),
                ReductionChoices.all(),
                ShapeChoices.all(),
                MatrixChoices.all())
            .flatMap(List::stream)
            .toList();
  }
}
