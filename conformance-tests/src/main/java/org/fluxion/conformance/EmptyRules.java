package org.fluxion.conformance;

import java.util.List;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.ValueAndPushforward;
import org.fluxion.tensor.Tensor;

/** Family 6, continued: what comes of no elements. */
final class EmptyRules {
  private static final Tensor EMPTY = Tensor.zeros(0);

  private EmptyRules() {}

  /** A function of an empty tensor, with its value. */
  private record Nothing(String name, TensorFunction f, Tensor x, Tensor value) {}

  private static final List<Nothing> NOTHING =
      List.of(
          new Nothing("sum", x -> x.sum(), EMPTY, Tensor.scalar(0)),
          new Nothing("prod", x -> x.prod(), EMPTY, Tensor.scalar(1)),
          new Nothing("norm", x -> x.norm(), EMPTY, Tensor.scalar(0)),
          new Nothing(
              "logSumExp", x -> x.logSumExp(), EMPTY, Tensor.scalar(Double.NEGATIVE_INFINITY)),
          new Nothing("sums of no elements", x -> x.sum(1), Tensor.zeros(2, 0), Tensor.zeros(2)),
          new Nothing(
              "products of no elements", x -> x.prod(1), Tensor.zeros(2, 0), Tensor.ones(2)),
          new Nothing("norms of no elements", x -> x.norm(1), Tensor.zeros(2, 0), Tensor.zeros(2)),
          new Nothing("det", x -> x.det(), Tensor.zeros(0, 0), Tensor.scalar(1)),
          new Nothing("logDet", x -> x.logDet(), Tensor.zeros(0, 0), Tensor.scalar(0)),
          new Nothing("trace", x -> x.trace(), Tensor.zeros(0, 0), Tensor.scalar(0)),
          new Nothing(
              "matmul", x -> x.matmul(x.transpose()), Tensor.zeros(2, 0), Tensor.zeros(2, 2)),
          new Nothing("cholesky", x -> x.cholesky(), Tensor.zeros(0, 0), Tensor.zeros(0, 0)),
          new Nothing("eigh", x -> x.eigh().values(), Tensor.zeros(0, 0), Tensor.zeros(0)),
          new Nothing("inverse", x -> x.inverse(), Tensor.zeros(0, 0), Tensor.zeros(0, 0)));

  static List<Rule> all() {
    return List.of(
        Rule.each(
            "B6.11",
            Level.REQUIRED,
            "nothing has the neutral value",
            "The sum of no terms is 0 and the product of no factors 1, also in a batch of none.",
            NOTHING,
            Nothing::name,
            EmptyRules::check));
  }

  private static void check(Subject s, Nothing n) {
    s.requireSupported(n.f(), n.x());
    ValueAndPushforward pushed = Derivatives.valueAndPushforward(s.backend(), n.f(), n.x(), n.x());
    close(n.value(), pushed.value(), "value", n.x());
    close(Tensor.zeros(n.value().shape().toArray()), pushed.tangent(), "tangent", n.x());
    close(n.x(), Derivatives.pullback(s.backend(), n.f(), n.x(), n.value()), "cotangent", n.x());
  }

  private static void close(Tensor expected, Tensor got, String what, Tensor x) {
    Expect.close(expected, got, Tolerance.EXACT, what, x);
  }
}
