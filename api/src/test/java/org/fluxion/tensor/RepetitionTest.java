package org.fluxion.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broadcasting on arrays against its definition: an index of an axis of length 1 is always 0. */
class RepetitionTest {
  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyElementIsThatOfItsIndices(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] target = random.ints(random.nextInt(6), seed % 10 == 0 ? 0 : 1, 6).toArray();
    if (target.length > 0 && seed % 7 == 0) {
      target[target.length - 1] = 700; // beyond what is copied at once
    }
    int lead = random.nextInt(target.length + 1);
    int[] from = Arrays.copyOfRange(target, lead, target.length);
    for (int i = 0; i < from.length; i++) {
      from[i] = random.nextBoolean() ? 1 : from[i];
    }
    double[] x = IntStream.range(0, Shape.of(from).size()).mapToDouble(i -> i + 1).toArray();
    double[] expected = new double[Shape.of(target).size()];
    for (int at = 0; at < expected.length; at++) {
      expected[at] = x[source(at, target, from)];
    }
    double[] result = new double[expected.length];
    ArrayFunction repetition = new Broadcast(Shape.of(target)).onArrays(Shape.of(from));
    for (int twice = 0; twice < 2; twice++) {
      Arrays.fill(result, Double.NaN);
      repetition.run(new double[][] {x}, result);
      assertArrayEquals(expected, result, Arrays.toString(from) + " to " + Arrays.toString(target));
    }
  }

  private static int source(int at, int[] target, int[] from) {
    int rest = at;
    int source = 0;
    int stride = 1;
    for (int axis = target.length - 1; axis >= target.length - from.length; axis--) {
      int length = from[axis - target.length + from.length];
      source += length == 1 ? 0 : rest % target[axis] * stride;
      stride *= length;
      rest /= target[axis];
    }
    return source;
  }
}
