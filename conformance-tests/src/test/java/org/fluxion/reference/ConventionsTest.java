package org.fluxion.reference;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fluxion.Backends;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every row of the tables of the document on conventions. */
class ConventionsTest {
  private static final List<String> EXACT = List.of("forward", "reverse", "mixed");

  /** The functions of the document; x is a vector, and each is a scalar. */
  private static final Map<String, TensorFunction> FUNCTIONS =
      Map.ofEntries(
          Map.entry("abs(x)", x -> x.abs().sum()),
          Map.entry("sign(x)", x -> x.sign().sum()),
          Map.entry("floor(x)", x -> x.floor().sum()),
          Map.entry("relu(x)", x -> x.relu().sum()),
          Map.entry("maximum(x, 1)", x -> x.maximum(1).sum()),
          Map.entry("minimum(x, 1)", x -> x.minimum(1).sum()),
          Map.entry("max(x)", x -> x.max()),
          Map.entry("min(x)", x -> x.min()),
          Map.entry("clip(x, 0, 1)", x -> x.clip(0, 1).sum()),
          Map.entry("norm(x)", x -> x.norm()),
          Map.entry("hypot(x0, x1)", x -> x.get(0).hypot(x.get(1))),
          Map.entry("atan2(x0, x1)", x -> x.get(0).atan2(x.get(1))),
          Map.entry("pow(x, 0)", x -> x.pow(0).sum()),
          Map.entry("pow(0, x)", x -> Tensor.scalar(0).pow(x).sum()),
          Map.entry("sqrt(x)", x -> x.sqrt().sum()),
          Map.entry("log(x)", x -> x.log().sum()),
          Map.entry("prod(x)", x -> x.prod()),
          Map.entry("logSumExp(x)", x -> x.logSumExp()),
          Map.entry(
              "where(x > 0, sqrt(x), 0)",
              x -> Tensor.where(x.greater(0), x.sqrt(), Tensor.scalar(0)).sum()),
          Map.entry("sqrt(x) * 0", x -> x.sqrt().times(0).sum()),
          Map.entry("x * sqrt(x)", x -> x.times(x.sqrt()).sum()),
          Map.entry("sqrt(x * x)", x -> x.square().sqrt().sum()),
          Map.entry("square(sqrt(x))", x -> x.sqrt().square().sum()),
          Map.entry(
              "where(x > 0, Infinity * x, 0)",
              x ->
                  Tensor.where(x.greater(0), x.times(Double.POSITIVE_INFINITY), Tensor.scalar(0))
                      .sum()),
          Map.entry("1", x -> Tensor.scalar(1)),
          Map.entry("0 * x", x -> x.times(0).sum()),
          Map.entry("stopGradient(x)", x -> x.stopGradient().sum()));

  /** One row: a function by its name in the document, a point, and the derivative there. */
  private record Row(String function, double[] x, double[] derivative) {}

  @TestFactory
  Stream<DynamicTest> everyRowHoldsOnEveryExactBackend() throws IOException {
    return rows().stream()
        .flatMap(
            row ->
                EXACT.stream()
                    .map(
                        name ->
                            DynamicTest.dynamicTest(
                                row.function() + " at " + Arrays.toString(row.x()) + " by " + name,
                                () -> check(row, name))));
  }

  private static void check(Row row, String backend) {
    Tensor x = Tensor.vector(row.x());
    Tensor got = gradient(Backends.named(backend), FUNCTIONS.get(row.function()), x);
    assertArrayEquals(row.derivative(), got.toArray(), 1e-15);
    if (x.size() == 1) {
      TensorFunction ofNumber = number -> FUNCTIONS.get(row.function()).apply(number.reshape(1));
      Tensor slope = derivative(Backends.named(backend), ofNumber, x.reshape());
      assertEquals(row.derivative()[0], slope.item(), 1e-15, "derivative");
    }
  }

  @Test
  void everyFunctionOfTheDocumentIsKnownHereAndTheOtherWayRound() throws IOException {
    TreeSet<String> written = new TreeSet<>();
    rows().forEach(row -> written.add(row.function()));
    assertEquals(new TreeSet<>(FUNCTIONS.keySet()), written);
  }

  private static List<Row> rows() throws IOException {
    Path document = Path.of("").toAbsolutePath().getParent().resolve("docs/conventions.md");
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        String function = cells[1].strip().replace("`", "");
        rows.add(new Row(function, numbers(cells[2]), numbers(cells[3])));
      }
    }
    return rows;
  }

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(",", -1))
        .map(String::strip)
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
