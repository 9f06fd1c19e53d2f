package org.fluxion.compiler;

import static org.fluxion.Derivatives.gradient;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.fluxion.Backends;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions between loops, on short arrays: one call serves many, with the same bits. */
class GeneratedFunctionsTest {
  private static final RandomPrograms RANDOM =
      new RandomPrograms(
          0.0, -0.0, 1, -1, 40, -40, 1e-310, 1e160, Double.POSITIVE_INFINITY, Double.NaN);

  private static final int GATES = 3;

  /** A recurrent cell: gates by sigmoid and tanh, of weights that are slices of the argument. */
  private static TensorFunction cell(int width, int steps) {
    return x -> {
      List<Tensor> weights = new ArrayList<>();
      for (int gate = 0; gate < GATES; gate++) {
        weights.add(x.slice(0, gate * width, (gate + 1) * width));
      }
      Tensor state = Tensor.full(0.3, width);
      Tensor hidden = Tensor.full(0.2, width);
      for (int t = 0; t < steps; t++) {
        Tensor forget = hidden.times(weights.get(0)).sigmoid();
        Tensor in = hidden.times(weights.get(1)).plus(weights.get(2)).sigmoid();
        Tensor change = hidden.times(weights.get(2)).tanh();
        state = state.times(forget).plus(in.times(change));
        hidden = state.tanh().times(in);
      }
      return hidden.times(state).sum();
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 14, 15, 16, 17, 64, 65, 192})
  void aRecurrentCellGivesTheSameBits(int width) {
    SplittableRandom random = new SplittableRandom(width);
    double[] first = RANDOM.point(random, GATES * width, false);
    TensorFunction cell = cell(width, 9);
    Prepared prepared =
        Prepared.check(
            cell,
            first,
            RANDOM.point(random, GATES * width, false),
            RANDOM.point(random, GATES * width, true),
            RANDOM.point(random, GATES * width, true));
    Tensor eager = gradient(Backends.named("reverse"), cell, Tensor.vector(first));
    double[] values = prepared.at(first);
    for (int i = 0; i < eager.size(); i++) {
      double expected = eager.get(i).item();
      // Eager sums cotangents in another order.
      assertEquals(expected, values[i], 1e-14 + 1e-13 * Math.abs(expected));
    }
  }

  private static Tensor operation(SplittableRandom random, List<Tensor> known) {
    // Mostly what came last, so that functions depend on functions.
    int from = random.nextBoolean() ? Math.max(0, known.size() - 4) : 0;
    Tensor a = known.get(random.nextInt(from, known.size()));
    Tensor b = known.get(random.nextInt(known.size()));
    return switch (random.nextInt(14)) {
      case 0, 1 -> a.tanh();
      case 2, 3 -> a.sigmoid();
      case 4 -> a.times(0.1).exp();
      case 5 -> a.abs().plus(0.1).log();
      case 6 -> a.atan2(b);
      case 7 -> a.sin();
      case 8 -> a.plus(b);
      case 9 -> a.minus(b);
      case 10 -> a.times(b.sum().tanh());
      case 11 -> Tensor.where(a.greater(b), b, a);
      default -> a.times(b);
    };
  }

  private static TensorFunction program(long seed, int steps) {
    return x -> {
      SplittableRandom random = new SplittableRandom(seed);
      List<Tensor> known = new ArrayList<>(List.of(x));
      for (int i = 0; i < steps; i++) {
        known.add(operation(random, known));
      }
      return known.get(steps).sum().plus(known.get(steps / 2).sum());
    };
  }

  @TestFactory
  Stream<DynamicTest> randomProgramsGiveTheSameBits() {
    int[] sizes = {2, 3, 7, 8, 9, 14, 16, 33, 64, 65};
    return RANDOM.giveTheSameBits(
        80, sizes, (seed, random) -> program(seed, 5 + random.nextInt(60)));
  }

  @Test
  void functionsOfOneStageAreOneCall() {
    // Three products; three sigmoids; two sums; the sine. Stored are also the operands of the
    // slopes, which the gradient needs: a cosine, and three slopes at once, each scaled by a
    // choice, which counts as three operations.
    TensorFunction three =
        x -> x.times(2).sigmoid().plus(x.times(3).sigmoid()).plus(x.plus(1).sigmoid()).sin().sum();
    double[] at = RANDOM.point(new SplittableRandom(1), 14, false);
    assertEquals(
        List.of(
            "2 loops of 5 operations, 2 calls for 4 functions, stores 5",
            "3 loops of 25 operations, 2 calls for 4 functions, stores 1"),
        Prepared.check(three, at).texts());
  }

  @Test
  void onLongArraysFunctionsStandBetweenLoops() {
    TensorFunction function = x -> x.times(2).plus(1).tanh().times(3).plus(x).square().sum();
    double[] at = RANDOM.point(new SplittableRandom(1), 65, false);
    assertEquals(
        List.of(
            "one loop of 2 operations, stores 1",
            "one loop of 3 operations, stores 2",
            "one loop of 2 operations, stores 2",
            "one loop of 9 operations, stores 1"),
        Prepared.check(function, at).texts());
  }

  @Test
  void aGuardOnAFunctionIsAsked() {
    TensorFunction branching =
        x -> {
          Tensor y = x.times(2).tanh().plus(x.sigmoid());
          Tensor z = y.get(0).isGreaterThan(1) ? y.tanh() : y.times(x).sigmoid();
          return z.times(y).sum();
        };
    Prepared.check(
        branching, new double[] {2, 1, 3}, new double[] {-1, 0, 2}, new double[] {3, 1, 0});
  }
}
