package org.fluxion.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pointwise operations give the same bits in one loop as one after the other. */
class GeneratedLoopTest {
  private static final RandomPrograms RANDOM =
      new RandomPrograms(
          0.0, -0.0, 1, -1, 0.5, 1e-310, 1e160, -1e160, Double.POSITIVE_INFINITY, Double.NaN);

  private static Tensor any(SplittableRandom random, List<Tensor> among) {
    return among.get(random.nextInt(among.size()));
  }

  private static Tensor operation(SplittableRandom random, List<Tensor> known) {
    Tensor a = any(random, known);
    Tensor b = any(random, known);
    return switch (random.nextInt(20)) {
      case 0 -> a.plus(b);
      case 1 -> a.minus(b);
      case 2, 3 -> a.times(b);
      case 4 -> a.div(b);
      case 5 -> a.unaryMinus();
      case 6 -> a.abs();
      case 7 -> a.square();
      case 8 -> a.sqrt();
      case 9 -> a.reciprocal();
      case 10 -> a.relu();
      case 11 -> a.maximum(b);
      case 12 -> a.minimum(b);
      case 13 -> Tensor.where(a.greater(b), b, any(random, known));
      case 14 -> a.times(random.nextDouble(-2, 2));
      case 15 -> a.plus(random.nextDouble(-2, 2));
      case 16 -> a.hypot(b);
      case 17 -> a.tanh();
      case 18 -> a.times(b.sum());
      default -> a.atan();
    };
  }

  private static TensorFunction program(long seed, int steps) {
    return x -> {
      SplittableRandom random = new SplittableRandom(seed);
      List<Tensor> known = new ArrayList<>(List.of(x));
      for (int i = 0; i < steps; i++) {
        known.add(operation(random, known));
      }
      Tensor sum = known.get(steps).sum();
      for (int i = 0; i < 3; i++) {
        sum = sum.plus(any(random, known).sum());
      }
      return sum;
    };
  }

  @TestFactory
  Stream<DynamicTest> randomProgramsGiveTheSameBits() {
    int[] sizes = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 33, 100};
    return RANDOM.giveTheSameBits(
        60, sizes, (seed, random) -> program(seed, 3 + random.nextInt(50)));
  }

  private static TensorFunction chain(int steps) {
    return x -> {
      Tensor y = x;
      for (int i = 0; i < steps; i++) {
        y = y.times(0.9).plus(0.1 * i);
      }
      return y.sum();
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void aChainIsOneLoopUntilItIsTooLong(int steps) {
    // Forward: two operations a step, at most 24 to a loop. The gradient is a constant.
    Prepared prepared = Prepared.check(chain(steps), new double[65]);
    assertEquals((2 * steps + 23) / 24, prepared.groups());
  }

  @Test
  void onShortArraysItIsOneGroupOfLoops() {
    Prepared prepared = Prepared.check(chain(100), new double[64]);
    assertEquals(List.of("9 loops of 200 operations, stores 1"), prepared.texts());
  }

  @Test
  void aGuardInsideIsAskedAndOtherPathsAreOthers() {
    TensorFunction branching =
        x -> {
          Tensor y = x.square().plus(1);
          Tensor z = y.get(0).isGreaterThan(2) ? y.times(x) : y.plus(x);
          return z.square().times(0.5).sum();
        };
    Prepared prepared =
        Prepared.check(branching, new double[] {2, 1}, new double[] {0.5, 1}, new double[] {3, 1});
    assertTrue(prepared.groups() > 0, prepared.gradient()::describe);
  }

  @Test
  void whatIsReadLaterIsStored() {
    TensorFunction twice =
        x -> {
          Tensor y = x.square().plus(1);
          Tensor z = y.times(x).minus(y);
          return z.sum().times(y.prod()).plus(y.matmul(z.unaryMinus()));
        };
    Prepared prepared = Prepared.check(twice, new double[] {2, 1, 3}, new double[] {0.5, 1, -1});
    assertTrue(prepared.groups() > 0, prepared.gradient()::describe);
  }
}
