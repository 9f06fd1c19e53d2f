package org.fluxion.engines;

import static org.fluxion.Derivatives.batchedJacobian;
import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.gradientAndHvp;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.laplacian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.Derivatives.secondDerivative;
import static org.fluxion.Derivatives.valueAndDerivative;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.Derivatives.valueAndJacobian;
import static org.fluxion.Derivatives.valueAndPullback;
import static org.fluxion.Derivatives.valueAndPushforward;
import static org.fluxion.Derivatives.valueGradientAndHessian;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How often each operator of each backend calls f: once per sweep, never only for a value. */
class EvaluationsTest {
  private static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);
  private static final Tensor W = Tensor.ones(2);
  private static final Tensor ROWS = Tensor.ones(5, 3);
  private static final TensorFunction SIN = Tensor::sin;
  private static final TensorFunction SCALAR = x -> x.pow(3).sum();
  private static final TensorFunction TALL = x -> Tensor.concat(0, x.sin(), x.cos());
  private static final TensorFunction WIDE = x -> x.sin().slice(0, 0, 2);
  private static final TensorFunction ROWWISE = x -> x.sin().slice(1, 0, 2);
  private static final TensorFunction TALL_ROWWISE = x -> Tensor.concat(1, x.sin(), x.cos());

  /** One tangent at a time, so that sweeps can be told apart. */
  private static final String SINGLE = "forward(batch=1)";

  /** The columns of the table; the last is differences with 2 calls a coordinate. */
  private static final List<String> BACKENDS =
      List.of(
          SINGLE,
          "forward",
          "reverse",
          "mixed",
          "secondOrder(reverse, forward)",
          "secondOrder(reverse, reverse)",
          "finite");

  /**
   * X has 3 coordinates. A batch carries all tangents in one sweep. Differences take 2n calls for a
   * pullback, one more where the value is asked for, and by the table in their documentation 4n + 2
   * for a product with the Hessian. What records learns the shape of the result from its tape, and
   * sweeps the same tape in the direction that takes fewer sweeps.
   */
  private static final List<Row> TABLE =
      List.of(
          row("derivative", SIN, (b, f) -> derivative(b, f, 0.3), 1, 1, 1, 1, 1, 1, 2),
          row("with value", SIN, (b, f) -> valueAndDerivative(b, f, 0.3), 1, 1, 1, 1, 1, 1, 3),
          row("secondDerivative", SIN, (b, f) -> secondDerivative(b, f, 0.3), 1, 1, 1, 1, 1, 1, 4),
          row("gradient", SCALAR, (b, f) -> gradient(b, f, X), 3, 1, 1, 1, 1, 1, 6),
          row("with value", SCALAR, (b, f) -> valueAndGradient(b, f, X), 3, 1, 1, 1, 1, 1, 7),
          row("jacobian, tall", TALL, (b, f) -> jacobian(b, f, X), 3, 1, 1, 1, 1, 1, 6),
          row("with value", TALL, (b, f) -> valueAndJacobian(b, f, X), 3, 1, 1, 1, 1, 1, 7),
          row("jacobian, wide", WIDE, (b, f) -> jacobian(b, f, X), 3, 1, 1, 1, 1, 1, 6),
          row("with value", WIDE, (b, f) -> valueAndJacobian(b, f, X), 3, 1, 1, 1, 1, 1, 7),
          row(
              "batchedJacobian",
              ROWWISE,
              (b, f) -> batchedJacobian(b, f, ROWS),
              3,
              1,
              1,
              1,
              1,
              1,
              6),
          row(
              "batchedJacobian, tall",
              TALL_ROWWISE,
              (b, f) -> batchedJacobian(b, f, ROWS),
              3,
              1,
              1,
              1,
              1,
              1,
              6),
          row("pushforward", TALL, (b, f) -> pushforward(b, f, X, X), 1, 1, 1, 1, 1, 1, 2),
          row("with value", TALL, (b, f) -> valueAndPushforward(b, f, X, X), 1, 1, 1, 1, 1, 1, 3),
          row("pullback", WIDE, (b, f) -> pullback(b, f, X, W), 3, 1, 1, 1, 1, 1, 6),
          row("with value", WIDE, (b, f) -> valueAndPullback(b, f, X, W), 3, 1, 1, 1, 1, 1, 7),
          row("hvp", SCALAR, (b, f) -> hvp(b, f, X, X), 3, 1, 1, 1, 1, 1, 14),
          row("gradientAndHvp", SCALAR, (b, f) -> gradientAndHvp(b, f, X, X), 3, 1, 1, 1, 1, 1, 21),
          row("hessian", SCALAR, (b, f) -> hessian(b, f, X), 9, 1, 1, 1, 1, 1, 42),
          row(
              "valueGradientAndHessian",
              SCALAR,
              (b, f) -> valueGradientAndHessian(b, f, X),
              9,
              1,
              1,
              1,
              1,
              1,
              49),
          row("laplacian", SCALAR, (b, f) -> laplacian(b, f, X), 9, 1, 1, 1, 1, 1, 42));

  /** An operator, the function it is applied to, and how often each backend may call it. */
  private record Row(String name, TensorFunction f, Operator operator, int... calls) {}

  @FunctionalInterface
  private interface Operator {
    Object of(Backend backend, TensorFunction f);
  }

  private static Row row(String name, TensorFunction f, Operator operator, int... calls) {
    return new Row(name, f, operator, calls);
  }

  @TestFactory
  Stream<DynamicTest> callsOfF() {
    return TABLE.stream()
        .flatMap(
            row ->
                IntStream.range(0, BACKENDS.size())
                    .mapToObj(
                        i ->
                            dynamicTest(
                                row.name + " by " + BACKENDS.get(i),
                                () ->
                                    assertEquals(
                                        row.calls[i], calls(row, BACKENDS.get(i)), "calls"))));
  }

  private static int calls(Row row, String spec) {
    AtomicInteger calls = new AtomicInteger();
    row.operator.of(
        Engines.named(spec),
        x -> {
          calls.incrementAndGet();
          return row.f.apply(x);
        });
    return calls.get();
  }
}
