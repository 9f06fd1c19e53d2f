package org.fluxion.benchmarks.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.Derivatives;
import org.fluxion.PreparedGradient;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What plans of the networks cost, counted exactly. Times vary; these numbers change only when the
 * library does, and whoever makes them smaller writes the new ones down.
 */
class PlansTest {
  /** Network; operations, buffers and bytes of the plain gradient, then of the nested one. */
  static Stream<Arguments> plans() {
    return Stream.of(
        Arguments.of(NetworkCase.TINY, new Size(47, 22, 20_672), new Size(99, 33, 34_440)),
        Arguments.of(
            NetworkCase.SMALL_BATCH, new Size(47, 22, 2_784_288), new Size(99, 34, 4_791_336)),
        Arguments.of(
            NetworkCase.LARGE_BATCH, new Size(47, 22, 30_463_008), new Size(99, 34, 56_523_816)),
        Arguments.of(NetworkCase.WIDE, new Size(34, 15, 17_862_688), new Size(75, 26, 32_297_000)));
  }

  /** What the first line of a description says, but for the multiply-adds. */
  private record Size(int operations, int buffers, int bytes) {}

  @ParameterizedTest
  @MethodSource("plans")
  void thePlainGradientIsThreeProductsForEachOfTheValue(
      NetworkCase network, Size plain, Size nested) {
    NetworkProblem problem = new NetworkProblem(network);
    // The input is not varied, so nothing is pulled back through the first layer.
    long input = (long) network.batch() * network.width(0) * network.width(1);
    assertPlan(plain, 3 * forward(network) - input, problem.flatPlain(), problem.parameters());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void theNestedGradientIsSixProductsForEachOfTheValue(
      NetworkCase network, Size plain, Size nested) {
    NetworkProblem problem = new NetworkProblem(network);
    // Forward, back, both with tangents, and two for each weight.
    assertPlan(nested, 6 * forward(network), problem.flatNested(), problem.point());
  }

  private static long forward(NetworkCase network) {
    return (long) network.batch()
        * IntStream.range(0, network.layers())
            .map(layer -> network.width(layer) * network.width(layer + 1))
            .sum();
  }

  private static void assertPlan(
      Size size, long multiplyAdds, TensorFunction loss, double[] point) {
    PreparedGradient<Tensor> prepared =
        Derivatives.prepareGradient(NetworkProblem.backend(), loss, Tensor.vector(point));
    prepared.into(point, new double[point.length]);
    List<String> lines = prepared.describe().lines().toList();
    assertEquals(
        size.operations
            + " operations, "
            + multiplyAdds
            + " multiply-adds, "
            + size.buffers
            + " buffers of "
            + size.bytes
            + " bytes",
        lines.get(1));
  }
}
