package org.fluxion.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations on numbers give the same bits in generated code as one after the other. */
class GeneratedScalarsTest {
  private static double[] point(long seed, int size) {
    return new SplittableRandom(seed).doubles(size, -1.5, 1.5).toArray();
  }

  private static Prepared check(TensorFunction function, int size) {
    Prepared prepared = Prepared.check(function, point(1, size), point(2, size), point(3, size));
    assertTrue(prepared.groups() > 0, prepared.gradient()::describe);
    return prepared;
  }

  /** f(x) = Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², whose gradient is known. */
  private static Tensor rosenbrock(Tensor x) {
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i + 1 < x.size(); i++) {
      Tensor a = x.get(i + 1).minus(x.get(i).square());
      sum = sum.plus(a.square().times(100)).plus(x.get(i).minus(1).square());
    }
    return sum;
  }

  @Test
  void theGradientOfRosenbrockIsThatOfTheClosedForm() {
    for (int size : new int[] {2, 3, 5, 6, 10, 20, 100, 1000}) {
      double[] x = point(4, size);
      double[] expected = new double[size + 1];
      for (int i = 0; i + 1 < size; i++) {
        double a = x[i + 1] - x[i] * x[i];
        expected[i] += -400 * a * x[i] + 2 * (x[i] - 1);
        expected[i + 1] += 200 * a;
        expected[size] += 100 * a * a + (x[i] - 1) * (x[i] - 1);
      }
      double[] given = check(GeneratedScalarsTest::rosenbrock, size).at(x);
      for (int i = 0; i <= size; i++) {
        assertEquals(expected[i], given[i], 1e-12 * Math.max(500, expected[size]));
      }
    }
  }

  @Test
  void recurrencesGoThroughTheirTurns() {
    check(
        x -> {
          Tensor a = x.get(0);
          Tensor b = x.get(1);
          for (int i = 0; i < 60; i++) {
            Tensor next = a.times(0.5).plus(b.square().times(-0.25)).plus(x.get(i % 7));
            a = b;
            b = next;
          }
          return a.times(b);
        },
        7);
  }

  @Test
  void aRecurrenceOverThreeTurnsWorks() {
    check(
        x -> {
          List<Tensor> s = new ArrayList<>(List.of(x.get(0), x.get(1), x.get(2)));
          for (int i = 3; i < 50; i++) {
            s.add(s.get(i - 3).times(s.get(i - 1)).plus(0.1).minus(s.get(i - 2).times(0.3)));
          }
          return s.get(49).plus(s.get(20));
        },
        3);
  }

  @Test
  void dataAreTables() {
    double[] data = point(9, 80);
    check(
        x -> {
          Tensor sum = Tensor.scalar(0);
          for (double each : data) {
            Tensor residual = x.get(0).times(each).plus(x.get(1)).minus(each * each);
            sum = sum.plus(residual.square().times(each));
          }
          return sum;
        },
        2);
  }

  @Test
  void functionsWithoutFormulaAreCalled() {
    check(
        x -> {
          Tensor sum = Tensor.scalar(0);
          for (int i = 0; i < 30; i++) {
            Tensor y = x.get(i).sin().exp();
            sum = sum.plus(y.tanh().times(x.get(29 - i))).plus(y.plus(2).log().atan2(x.get(i)));
            sum = sum.plus(y.pow(1.5)).plus(y.pow(x.get(i))).plus(y.hypot(x.get(i)));
          }
          return sum;
        },
        30);
  }

  @Test
  void nestedLoopsWork() {
    check(
        x -> {
          Tensor sum = Tensor.scalar(0);
          for (int i = 0; i < 16; i++) {
            Tensor row = Tensor.scalar(1);
            for (int k = 0; k <= i; k++) {
              row = row.times(x.get(k).plus(i)).times(0.3);
            }
            sum = sum.plus(row);
          }
          return sum;
        },
        16);
  }

  @Test
  void elementsOfMatricesAndOfResultsAreTaken() {
    check(
        x -> {
          Tensor matrix = x.reshape(3, 4);
          Tensor product = matrix.matmul(matrix.transpose());
          Tensor sum = x.get(0);
          for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
              sum = sum.plus(product.get(i, k).times(matrix.get(i, k + 1)));
            }
          }
          return sum.times(Tensor.stack(0, sum, x.get(3)).sum());
        },
        12);
  }

  /** In each way in which turns may differ, so that they are not one loop. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void aTurnThatIsUnlikeTheOthersStaysSo(int way) {
    check(
        x -> {
          Tensor product = x.get(1).times(x.get(2));
          Tensor other = x.get(1).plus(x.get(2));
          Tensor before = x.get(0);
          Tensor older = x.get(1);
          List<Tensor> made = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            boolean unlike = i == 23;
            Tensor term = x.get(unlike && way == 0 ? 7 : i).times(0.5);
            Tensor square = term.square();
            Tensor next =
                (unlike && way == 1 ? term : square).plus(unlike && way == 2 ? older : before);
            next = next.times(unlike && way == 3 ? other : product);
            next = unlike && way == 4 ? next.sin() : next.cos();
            next = next.plus(unlike && way == 5 ? x.get(39).times(0.5) : term).minus(square);
            older = before;
            before = next;
            made.add(next);
          }
          Tensor sum = before;
          for (int i = 0; i < 40; i++) {
            sum = sum.plus(made.get(i == 11 && way == 6 ? 30 : 39 - i).square());
          }
          return sum;
        },
        40);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 100})
  void whatIsPutTogetherMayLieWhereItWasTakenFrom(int size) {
    check(
        x -> {
          Tensor squares = x.square();
          Tensor[] sums = new Tensor[size];
          for (int i = 0; i < size; i++) {
            sums[i] = squares.get(size - 1 - i).times(2).plus(i == 0 ? x.get(0) : sums[i - 1]);
          }
          return Tensor.stack(0, sums).cumsum(0).square().sum();
        },
        size);
  }

  @Test
  void guardsInsideAreAsked() {
    TensorFunction branching =
        x -> {
          Tensor sum = Tensor.scalar(0);
          for (int i = 0; i < 20; i++) {
            Tensor y = x.get(i).times(x.get((i + 1) % 20)).plus(0.1);
            sum = y.isGreaterThan(0) ? sum.plus(y.square()) : sum.minus(y.times(3));
          }
          return sum;
        };
    double[] x = point(5, 20);
    double[] turned = x.clone();
    turned[11] = -turned[11];
    double[] third = turned.clone();
    third[19] = 7;
    Prepared prepared = Prepared.check(branching, x, turned, third, x);
    assertTrue(prepared.groups() > 0, prepared.gradient()::describe);
  }

  @Test
  void seventeenThousandDifferentStepsWork() {
    check(x -> irregular(x, 11, 17_000), 10);
  }

  private static Tensor irregular(Tensor x, long seed, int steps) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Tensor> known = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      known.add(x.get(i));
    }
    for (int i = 0; i < steps; i++) {
      Tensor a = known.get(random.nextInt(known.size()));
      Tensor b = known.get(known.size() - 1 - random.nextInt(Math.min(8, known.size())));
      known.add(
          switch (random.nextInt(8)) {
            case 0 -> a.plus(b).times(0.5);
            case 1 -> a.minus(b);
            case 2 -> a.times(b).times(0.3);
            case 3 -> a.maximum(b);
            case 4 -> a.abs().plus(1).reciprocal();
            case 5 -> b.relu();
            case 6 -> a.square().plus(b.square()).plus(1).sqrt().reciprocal();
            default -> Tensor.where(a.greater(b), b, a);
          });
    }
    Tensor sum = Tensor.scalar(0);
    for (int i = known.size() - 1; i >= Math.max(0, known.size() - 20); i--) {
      sum = sum.plus(known.get(i));
    }
    return sum;
  }

  @TestFactory
  Stream<DynamicTest> randomProgramsGiveTheSameBits() {
    return IntStream.range(0, 60)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> check(x -> irregular(x, seed, 3 + 9 * seed), 1 + seed % 7)));
  }

  /**
   * Loops of random bodies, where all kinds of operands meet, and so much else that they are not
   * written out.
   */
  @TestFactory
  Stream<DynamicTest> randomLoopsGiveTheSameBits() {
    return IntStream.range(0, 60)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> check(x -> loops(x, seed).plus(irregular(x, seed, 120)), 12 + seed % 5)));
  }

  private static Tensor loops(Tensor x, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Tensor>> made = new ArrayList<>();
    Tensor carried = x.get(0);
    for (int loop = 0; loop < 3; loop++) {
      List<Tensor> own = new ArrayList<>();
      long body = random.nextLong();
      int count = 3 + random.nextInt(8);
      boolean backwards = random.nextBoolean();
      for (int t = 0; t < count; t++) {
        carried = turn(x, made, own, carried, body, t, backwards);
        own.add(carried);
      }
      made.add(own);
    }
    return carried.plus(made.get(0).get(1)).plus(x.get(3).square());
  }

  private static Tensor turn(
      Tensor x,
      List<List<Tensor>> made,
      List<Tensor> own,
      Tensor carried,
      long body,
      int turn,
      boolean backwards) {
    SplittableRandom random = new SplittableRandom(body);
    Tensor value = carried;
    int steps = 1 + random.nextInt(6);
    for (int i = 0; i < steps; i++) {
      int kind = random.nextInt(7);
      Tensor other = x.get(turn);
      if (kind == 0 && !made.isEmpty()) {
        List<Tensor> earlier = made.get(random.nextInt(made.size()));
        other = earlier.get(backwards ? Math.max(0, earlier.size() - 1 - turn) : 0);
      } else if (kind == 1) {
        other = x.get(x.size() - 1 - turn);
      } else if (kind == 2 && own.size() > 1) {
        other = own.get(own.size() - 2);
      } else if (kind == 3) {
        other = Tensor.scalar(Math.sin(turn));
      } else if (kind == 4) {
        other = x.get(0);
      }
      value =
          switch (random.nextInt(5)) {
            case 0 -> value.plus(other);
            case 1 -> value.times(other).times(0.5);
            case 2 -> value.maximum(other);
            case 3 -> value.minus(other.square());
            default -> value.times(0.5).sin().plus(other);
          };
    }
    return value;
  }
}
