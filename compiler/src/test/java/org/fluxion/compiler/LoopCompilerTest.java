package org.fluxion.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fluxion.internal.code.ElementLoop;
import org.fluxion.internal.code.ElementLoop.Reading;
import org.fluxion.internal.code.ElementLoop.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops on vectors, element by element, and partly both give what Java gives. */
class LoopCompilerTest {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    4.9e-324,
    1e308,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private static final List<Operation> OPERATIONS = List.of(Operation.values());

  private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100};

  private static double[] numbers(SplittableRandom random, int size) {
    return IntStream.range(0, size)
        .mapToDouble(
            i ->
                random.nextInt(3) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : random.nextDouble(-2, 2))
        .toArray();
  }

  @Test
  void vectorsAreThere() {
    // The build adds the incubating module, so that what follows tests vectors.
    assertTrue(VectorLanes.areThere());
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void anOperationIsThatOfJava(Operation operation) {
    List<Reading> operands =
        IntStream.range(0, operation.arity()).mapToObj(i -> Reading.EACH).toList();
    List<Integer> numbers = IntStream.range(0, operation.arity()).boxed().toList();
    ElementLoop loop =
        new ElementLoop(
            operands, List.of(new Step(operation, numbers)), List.of(operation.arity()));
    check(loop, 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void manyOperationsAreThoseOfJava(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int operands = 1 + random.nextInt(4);
    List<Reading> readings = new ArrayList<>(List.of(Reading.EACH));
    while (readings.size() < operands) {
      readings.add(random.nextBoolean() ? Reading.EACH : Reading.SINGLE);
    }
    List<Step> steps = new ArrayList<>();
    int count = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
      int known = operands + i;
      steps.add(new Step(operation, random.ints(operation.arity(), 0, known).boxed().toList()));
    }
    List<Integer> results = random.ints(3, 0, operands + count).boxed().toList();
    check(new ElementLoop(readings, steps, results), seed);
  }

  private static void check(ElementLoop loop, long seed) {
    LoopCode single = new LoopCompiler(loop, false).compile();
    LoopCode vectors = new LoopCompiler(loop, true).compile();
    for (int size : SIZES) {
      SplittableRandom random = new SplittableRandom(seed + size);
      double[][] operands =
          loop.operands().stream()
              .map(reading -> numbers(random, reading == Reading.EACH ? size : 1))
              .toArray(double[][]::new);
      String expected = Arrays.deepToString(expected(loop, operands, size));
      assertEquals(expected, run(single, loop, operands, size, 0));
      assertEquals(expected, run(vectors, loop, operands, size, 0));
      assertEquals(expected, run(vectors, loop, operands, size, 16));
      assertEquals(expected, run(vectors, loop, operands, size, Integer.MAX_VALUE));
    }
  }

  private static double[][] expected(ElementLoop loop, double[][] operands, int size) {
    double[][] results = new double[loop.results().size()][size];
    for (int i = 0; i < size; i++) {
      List<Double> values = new ArrayList<>();
      for (int k = 0; k < operands.length; k++) {
        values.add(operands[k][loop.operands().get(k) == Reading.EACH ? i : 0]);
      }
      for (Step step : loop.steps()) {
        double[] own = step.operands().stream().mapToDouble(values::get).toArray();
        values.add(((Operation) step.primitive()).at(own));
      }
      for (int k = 0; k < results.length; k++) {
        results[k][i] = values.get(loop.results().get(k));
      }
    }
    return results;
  }

  /** The first result is written over the first operand, as plans do. */
  private static String run(
      LoopCode code, ElementLoop loop, double[][] operands, int size, int most) {
    double[][] arrays = Arrays.copyOf(operands, operands.length + loop.results().size());
    arrays[0] = operands[0].clone();
    double[][] results = new double[loop.results().size()][size];
    results[0] = arrays[0];
    System.arraycopy(results, 0, arrays, operands.length, results.length);
    code.run(arrays, most);
    return Arrays.deepToString(results);
  }
}
