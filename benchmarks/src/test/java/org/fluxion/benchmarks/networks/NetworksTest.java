package org.fluxion.benchmarks.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.ValueAndGradient;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is compared computes the same. */
class NetworksTest {
  private static final double RELATIVE = 1e-10;

  static List<NetworkCase> networks() {
    return NetworkCase.all();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theNestedGradientByHandIsThatOfTheLibrary(NetworkCase network) {
    NetworkProblem problem = new NetworkProblem(network);
    double[] byHand = new double[problem.point().length];
    double value = new NetworkByHand(network).nested(problem.point(), byHand);
    assertSame(problem.flatNested(), problem.point(), value, byHand);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void thePlainGradientByHandIsThatOfTheLibrary(NetworkCase network) {
    NetworkProblem problem = new NetworkProblem(network);
    double[] byHand = new double[network.parameters()];
    double value = new NetworkByHand(network).plain(problem.input(), problem.parameters(), byHand);
    assertSame(problem.flatPlain(), problem.parameters(), value, byHand);
  }

  private static void assertSame(
      TensorFunction loss, double[] point, double value, double[] gradient) {
    ValueAndGradient<Tensor> expected =
        Derivatives.valueAndGradient(NetworkProblem.backend(), loss, Tensor.vector(point));
    assertEquals(expected.value().item(), value, RELATIVE * Math.abs(value));
    // Entries that cancel are held to the scale of all of them.
    double scale = expected.gradient().abs().max().item();
    assertArrayEquals(expected.gradient().toArray(), gradient, RELATIVE * scale);
  }
}
