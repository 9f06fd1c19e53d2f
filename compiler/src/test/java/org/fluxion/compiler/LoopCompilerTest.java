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
    List<Reading> readings =
        IntStream.range(0, operation.arity()).mapToObj(i -> Reading.EACH).toList();
    List<Integer> numbers = IntStream.range(0, operation.arity()).boxed().toList();
    check(readings, List.of(new Step(operation, numbers)), List.of(operation.arity()), 1);
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
    check(readings, steps, random.ints(3, 0, operands + count).boxed().toList(), seed);
  }

  /** The place of an operand in an array of its own. */
  private static int offset(int operand) {
    return operand % 3;
  }

  /**
   * The first result is written over the first operand, as plans do, and the others next to each
   * other into one array.
   */
  private static ElementLoop loop(
      int size, List<Reading> readings, List<Step> steps, List<Integer> values) {
    List<ElementLoop.Operand> operands = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      operands.add(new ElementLoop.Operand(i, offset(i), readings.get(i)));
    }
    List<ElementLoop.Result> results = new ArrayList<>();
    results.add(new ElementLoop.Result(values.get(0), 0, offset(0)));
    for (int i = 1; i < values.size(); i++) {
      results.add(new ElementLoop.Result(values.get(i), readings.size(), (i - 1) * size));
    }
    return new ElementLoop(size, operands, steps, results);
  }

  private static void check(
      List<Reading> readings, List<Step> steps, List<Integer> values, long seed) {
    for (int size : SIZES) {
      ElementLoop loop = loop(size, readings, steps, values);
      LoopCode single = new LoopCompiler(loop, false).compile();
      LoopCode vectors = new LoopCompiler(loop, true).compile();
      SplittableRandom random = new SplittableRandom(seed + size);
      double[][] arrays =
          loop.operands().stream()
              .map(operand -> numbers(random, operand.offset() + size + 1 /* one for all turns */))
              .toArray(double[][]::new);
      arrays = Arrays.copyOf(arrays, arrays.length + 1);
      arrays[arrays.length - 1] = new double[size * (values.size() - 1)];
      String expected = expected(loop, arrays);
      assertEquals(expected, run(single, arrays, 0));
      assertEquals(expected, run(vectors, arrays, 16));
      assertEquals(expected, run(vectors, arrays, Integer.MAX_VALUE));
    }
  }

  private static String expected(ElementLoop loop, double[][] arrays) {
    double[][] written = copy(arrays);
    for (int i = 0; i < loop.length(); i++) {
      List<Double> values = new ArrayList<>();
      for (ElementLoop.Operand operand : loop.operands()) {
        int index = operand.offset() + (operand.reading() == Reading.EACH ? i : 0);
        values.add(arrays[operand.array()][index]);
      }
      for (Step step : loop.steps()) {
        double[] own = step.operands().stream().mapToDouble(values::get).toArray();
        values.add(((Operation) step.primitive()).at(own));
      }
      for (ElementLoop.Result result : loop.results()) {
        written[result.array()][result.offset() + i] = values.get(result.value());
      }
    }
    return Arrays.deepToString(written);
  }

  private static String run(LoopCode code, double[][] arrays, int most) {
    double[][] written = copy(arrays);
    code.run(written, most);
    return Arrays.deepToString(written);
  }

  private static double[][] copy(double[][] arrays) {
    return Arrays.stream(arrays).map(double[]::clone).toArray(double[][]::new);
  }
}
