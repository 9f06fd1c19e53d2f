package org.fluxion.benchmarks.pytorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.benchmarks.Suite;
import org.fluxion.benchmarks.measure.Workload;
import org.fluxion.benchmarks.networks.NetworkCase;
import org.fluxion.benchmarks.networks.NetworkProblem;
import org.fluxion.benchmarks.products.ProductCase;
import org.fluxion.benchmarks.rosenbrock.Rosenbrock;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The peers compute what the library computes. */
class NativePeersTest {
  private static final double RELATIVE = 1e-10;

  static List<NetworkCase> networks() {
    return NetworkCase.all();
  }

  static List<ProductCase> products() {
    return ProductCase.all();
  }

  @Test
  void everyPeerOfTheSuitesIsThereAndNoOther() {
    Set<String> wanted =
        Suite.ALL.comparisons().stream()
            .flatMap(comparison -> comparison.workloads().stream())
            .filter(id -> id.endsWith("/pytorch") || id.endsWith("/openblas"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        wanted,
        new NativePeers().all().map(Workload::id).collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsOfNetworksAgree(NetworkCase network) {
    NetworkProblem problem = new NetworkProblem(network);
    TorchNetwork torch = new TorchNetwork(network);
    double[] nested = new double[problem.point().length];
    double nestedValue = torch.nestedInto(nested);
    assertEquals(nestedValue, torch.nested(), RELATIVE * nestedValue);
    assertGradient("mixed", problem.flatNested(), problem.point(), nestedValue, nested);
    double[] plain = new double[network.parameters()];
    double plainValue = torch.plainInto(plain);
    assertEquals(plainValue, torch.plain(), RELATIVE * plainValue);
    assertGradient("mixed", problem.flatPlain(), problem.parameters(), plainValue, plain);
  }

  @Test
  void gradientsOfRosenbrockAgree() {
    int n = 1_000;
    TorchRosenbrock torch = new TorchRosenbrock(n);
    double[] gradient = new double[n];
    double value = torch.into(gradient);
    assertEquals(value, torch.run(), RELATIVE * value);
    assertGradient("reverse", Rosenbrock.vectorCode(), Rosenbrock.point(n), value, gradient);
  }

  @ParameterizedTest
  @MethodSource("products")
  void productsAgree(ProductCase product) {
    int n = product.size();
    Tensor a = Tensor.of(product.matrix(1), n, n);
    Tensor b = Tensor.of(product.matrix(2), n, n);
    Tensor expected =
        (product.transposeA() ? a.transpose() : a).matmul(product.transposeB() ? b.transpose() : b);
    OpenBlasProduct blas = new OpenBlasProduct(product);
    blas.run();
    double[] got = new double[n * n];
    blas.result(got);
    assertArrayEquals(expected.toArray(), got, RELATIVE * n);
  }

  private static void assertGradient(
      String backend, TensorFunction f, double[] at, double value, double[] gradient) {
    var expected = Derivatives.valueAndGradient(Backends.named(backend), f, Tensor.vector(at));
    assertEquals(expected.value().item(), value, RELATIVE * Math.abs(value));
    double scale = expected.gradient().abs().max().item();
    assertArrayEquals(expected.gradient().toArray(), gradient, RELATIVE * scale);
  }
}
