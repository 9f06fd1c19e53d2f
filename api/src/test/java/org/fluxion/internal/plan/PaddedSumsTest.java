package org.fluxion.internal.plan;

import static org.fluxion.internal.plan.Plans.assertProgram;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Sums of what is padded by zeros, as in the gradient of a vector that is taken apart. */
class PaddedSumsTest {
  private static final Tensor FIRST = Plans.random(1, 2);
  private static final Tensor SECOND = Plans.random(2, 3);
  private static final Tensor THIRD = Plans.random(3, 4);

  private static Tensor padded(Tensor x, int before, int after) {
    return x.pad(0, before, after);
  }

  @Test
  void neighboursAreJoinedInWhateverOrderTheyCome() {
    assertProgram(
        List.of("concat(0)"),
        t -> new Tensor[] {padded(t[0], 0, 7).plus(padded(t[1], 2, 4)).plus(padded(t[2], 5, 0))},
        FIRST,
        SECOND,
        THIRD);
    assertProgram(
        List.of("concat(0)"),
        t -> new Tensor[] {padded(t[2], 5, 0).plus(padded(t[1], 2, 4)).plus(padded(t[0], 0, 7))},
        FIRST,
        SECOND,
        THIRD);
  }

  @Test
  void zerosAroundAllOfThemStay() {
    assertProgram(
        List.of("concat(0)", "pad(0, 1, 6)"),
        t -> new Tensor[] {padded(t[0], 1, 9).plus(padded(t[1], 3, 6))},
        FIRST,
        SECOND);
  }

  @Test
  void partsOfRowsAreJoinedAlongTheirAxis() {
    assertProgram(
        List.of("concat(1)"),
        t -> new Tensor[] {t[0].pad(1, 0, 3).plus(t[1].pad(1, 2, 0))},
        Plans.random(4, 3, 2),
        Plans.random(5, 3, 3));
  }

  @Test
  void thoseThatAreApartOrOverlapOrLieAlongOtherAxesAreAdded() {
    assertProgram(
        List.of("pad(0, 0, 8)", "pad(0, 3, 4)", "plus"),
        t -> new Tensor[] {padded(t[0], 0, 8).plus(padded(t[1], 3, 4))},
        FIRST,
        SECOND);
    assertProgram(
        List.of("pad(0, 0, 7)", "pad(0, 1, 5)", "plus"),
        t -> new Tensor[] {padded(t[0], 0, 7).plus(padded(t[1], 1, 5))},
        FIRST,
        SECOND);
    assertProgram(
        List.of("pad(0, 0, 1)", "pad(1, 1, 0)", "plus"),
        t -> new Tensor[] {t[0].pad(0, 0, 1).plus(t[1].pad(1, 1, 0))},
        Plans.random(6, 1, 2),
        Plans.random(7, 2, 1));
  }

  @Test
  void manyAreJoinedByParts() {
    int count = 150;
    Tensor[] at =
        IntStream.range(0, count).mapToObj(i -> Plans.random(i, 2)).toArray(Tensor[]::new);
    MultiFunction joined =
        t -> {
          Tensor sum = padded(t[0], 0, 2 * count - 2);
          for (int i = 1; i < count; i++) {
            sum = sum.plus(padded(t[i], 2 * i, 2 * (count - 1 - i)));
          }
          return new Tensor[] {sum};
        };
    // Of 64 operands at most, the first of which is what was joined before.
    List<String> operations = Collections.nCopies(3, "concat(0)");
    assertProgram(operations, joined, at);
  }
}
