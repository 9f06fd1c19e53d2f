package org.fluxion.conformance;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntBiFunction;
import org.fluxion.Backend;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.TensorFunction;
import org.fluxion.conformance.Rule.Item;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;

/** Family 8: how often the function is called, which is counted and not timed. */
final class CostRules {
  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9, 1.4, -0.3);
  private static final Tensor W = Tensor.ones(2);
  private static final TensorFunction SCALAR = x -> x.pow(3).sum();
  private static final TensorFunction WIDE = x -> x.sin().slice(0, 0, 2);

  private CostRules() {}

  /** Applies an operator; its answer is not of interest. */
  @FunctionalInterface
  private interface Run {
    Object of(Backend backend, Differentiable<Tensor> f);
  }

  /**
   * An operator and the calls of f that it may take.
   *
   * @param allowed of a backend and the number of coordinates
   */
  private record Cost(
      String name,
      int order,
      TensorFunction f,
      Run operator,
      ToIntBiFunction<Backend, Integer> allowed) {}

  static List<Rule> all() {
    return List.of(
        rule(
            "B8.1",
            Level.RECOMMENDED,
            "one sweep for a pushforward",
            "A tangent goes along with one evaluation of f.",
            List.of(
                cost(
                    "pushforward",
                    WIDE,
                    (b, f) -> Derivatives.pushforward(b, f, X, X),
                    Sweeps::forward),
                cost(
                    "valueAndPushforward",
                    WIDE,
                    (b, f) -> Derivatives.valueAndPushforward(b, f, X, X),
                    Sweeps::forward))),
        rule(
            "B8.2",
            Level.RECOMMENDED,
            "one sweep for a pullback, or one for each batch of coordinates",
            "What records calls f once; the value comes from the same pass.",
            List.of(
                cost("gradient", SCALAR, (b, f) -> Derivatives.gradient(b, f, X), Sweeps::reverse),
                cost(
                    "valueAndGradient",
                    SCALAR,
                    (b, f) -> Derivatives.valueAndGradient(b, f, X),
                    Sweeps::reverse),
                cost("pullback", WIDE, (b, f) -> Derivatives.pullback(b, f, X, W), Sweeps::reverse),
                cost(
                    "valueAndPullback",
                    WIDE,
                    (b, f) -> Derivatives.valueAndPullback(b, f, X, W),
                    Sweeps::reverse))),
        rule(
            "B8.3",
            Level.OPTIONAL,
            "a Jacobian takes one record, or one sweep for each batch",
            "Rows and columns are swept together as far as the backend declares.",
            List.of(
                cost("jacobian", WIDE, (b, f) -> Derivatives.jacobian(b, f, X), Sweeps::jacobian),
                cost(
                    "valueAndJacobian",
                    WIDE,
                    (b, f) -> Derivatives.valueAndJacobian(b, f, X),
                    Sweeps::jacobian))),
        rule(
            "B8.4",
            Level.RECOMMENDED,
            "second order costs one sweep over the first",
            "The outer engine sees the inner derivative as one function.",
            List.of(
                new Cost("hvp", 2, SCALAR, (b, f) -> Derivatives.hvp(b, f, X, X), Sweeps::hvp),
                new Cost(
                    "gradientAndHvp",
                    2,
                    SCALAR,
                    (b, f) -> Derivatives.gradientAndHvp(b, f, X, X),
                    Sweeps::hvp),
                new Cost(
                    "hessian", 2, SCALAR, (b, f) -> Derivatives.hessian(b, f, X), Sweeps::hessian),
                new Cost(
                    "laplacian",
                    2,
                    SCALAR,
                    (b, f) -> Derivatives.laplacian(b, f, X),
                    Sweeps::hessian))),
        Rule.once(
            "B8.5",
            Level.OPTIONAL,
            "pulling back again does not call f",
            "What records has called f already, and a pullback sweeps the record.",
            "ten pullbacks",
            CostRules::pullingBackAgain));
  }

  private static Cost cost(
      String name, TensorFunction f, Run operator, ToIntBiFunction<Backend, Integer> allowed) {
    return new Cost(name, 1, f, operator, allowed);
  }

  private static Rule rule(String id, Level level, String title, String reason, List<Cost> table) {
    return Rule.found(
        id,
        level,
        title,
        reason,
        subject ->
            table.stream()
                .map(
                    cost ->
                        new Item(
                            cost.name(),
                            cost.name(),
                            cost.f() == SCALAR ? "a sum of cubes" : "two sines of five numbers",
                            () -> count(subject, cost))));
  }

  private static void count(Subject subject, Cost cost) {
    subject.requireOrder(cost.order());
    subject.requireExact("how many differences it takes is not declared");
    Backend backend = subject.backend();
    AtomicInteger calls = new AtomicInteger();
    cost.operator().of(backend, counted(cost.f(), calls));
    int allowed = cost.allowed().applyAsInt(backend, X.size());
    Expect.that(
        calls.get() <= allowed,
        "f was called too often",
        X,
        "at most " + allowed + " calls",
        calls + " calls");
  }

  private static Differentiable<Tensor> counted(TensorFunction f, AtomicInteger calls) {
    return x -> {
      calls.incrementAndGet();
      return f.apply(x);
    };
  }

  private static void pullingBackAgain(Subject subject) {
    boolean pulls = subject.capabilities().directions().contains(Direction.REVERSE);
    if (!pulls || !subject.capabilities().records()) {
      throw new Skip("the backend declares no pullback of its own from a record");
    }
    AtomicInteger calls = new AtomicInteger();
    Linearization at = subject.linearizeOne(counted(WIDE, calls), X);
    at.pullback(W);
    int first = calls.get();
    for (int i = 0; i < 9; i++) {
      at.pullback(W);
    }
    Expect.that(calls.get() == first, "f was called again", X, first + " calls", calls + " calls");
  }

  /** What capabilities promise, in calls of f for so many coordinates. */
  private static final class Sweeps {
    private Sweeps() {}

    static int forward(Backend backend, int n) {
      return 1;
    }

    static int reverse(Backend backend, int n) {
      Backend engine = backend.preferred(Direction.REVERSE);
      boolean pulls = engine.capabilities().directions().contains(Direction.REVERSE);
      return pulls || engine.capabilities().records() ? 1 : batches(engine, n);
    }

    /** A backend of two engines may record once, and then take columns by the other engine. */
    static int jacobian(Backend backend, int n) {
      Backend columns = backend.preferred(Direction.FORWARD);
      int byColumns = columns.capabilities().records() ? 0 : batches(columns, n);
      return byColumns + (backend.capabilities().records() ? 1 : 0);
    }

    static int hvp(Backend backend, int n) {
      return reverse(backend.inner(), n) * forward(backend.outer(), n);
    }

    static int hessian(Backend backend, int n) {
      Backend outer = backend.outer();
      int sweeps = outer.capabilities().records() ? 1 : batches(outer, n);
      return reverse(backend.inner(), n) * sweeps;
    }

    private static int batches(Backend engine, int n) {
      int batch = engine.capabilities().batch();
      return (n + batch - 1) / batch;
    }
  }
}
