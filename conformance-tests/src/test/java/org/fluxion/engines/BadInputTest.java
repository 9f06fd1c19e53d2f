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
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.Derivatives.valueAndGradientWithAux;
import static org.fluxion.Derivatives.valueAndJacobian;
import static org.fluxion.Derivatives.valueAndPullback;
import static org.fluxion.Derivatives.valueAndPushforward;
import static org.fluxion.Derivatives.valueGradientAndHessian;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.fluxion.Backend;
import org.fluxion.CustomRule;
import org.fluxion.Differentiable;
import org.fluxion.DifferentiateWith;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.StructureException;
import org.fluxion.TensorFunction;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused with a message that names operator, backend, shapes and remedy. */
class BadInputTest {
  private static final String ALL = "org.fluxion.engines.Engines#all";
  private static final Tensor X = Tensor.vector(1, 2, 3);
  private static final Tensor WRONG = Tensor.vector(1, 2);
  private static final TensorFunction SQUARES = x -> x.square();
  private static final TensorFunction SUM = x -> x.square().sum();

  private static void refuses(
      Class<? extends FluxionException> type, Executable call, String... parts) {
    FluxionException e = assertThrows(type, call);
    for (String part : parts) {
      assertTrue(
          e.getMessage().contains(part), () -> "\"" + part + "\" is not in: " + e.getMessage());
    }
  }

  private static void refusesShape(Executable call, String... parts) {
    refuses(ShapeMismatchException.class, call, parts);
  }

  /** {@return each operator with a scalar function, by name} */
  private static Map<String, Executable> ofScalars(Backend b, Differentiable<Tensor> f, Tensor x) {
    Map<String, Executable> calls = new LinkedHashMap<>();
    calls.put("gradient", () -> gradient(b, f, x));
    calls.put("valueAndGradient", () -> valueAndGradient(b, f, x));
    calls.put("hvp", () -> hvp(b, f, x, x));
    calls.put("gradientAndHvp", () -> gradientAndHvp(b, f, x, x));
    calls.put("hessian", () -> hessian(b, f, x));
    calls.put("valueGradientAndHessian", () -> valueGradientAndHessian(b, f, x));
    calls.put("laplacian", () -> laplacian(b, f, x));
    return calls;
  }

  /** {@return each operator that takes any function, by name} */
  private static Map<String, Executable> ofTensors(Backend b, Differentiable<Tensor> f, Tensor x) {
    Map<String, Executable> calls = new LinkedHashMap<>();
    calls.put("jacobian", () -> jacobian(b, f, x));
    calls.put("valueAndJacobian", () -> valueAndJacobian(b, f, x));
    calls.put("batchedJacobian", () -> batchedJacobian(b, f, x));
    calls.put("pushforward", () -> pushforward(b, f, x, x));
    calls.put("valueAndPushforward", () -> valueAndPushforward(b, f, x, x));
    calls.put("pullback", () -> pullback(b, f, x, X));
    calls.put("valueAndPullback", () -> valueAndPullback(b, f, x, X));
    calls.put("derivative", () -> derivative(b, f, x));
    calls.put("secondDerivative", () -> secondDerivative(b, f, x));
    return calls;
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aFunctionThatIsNotScalar(String spec) {
    Backend backend = Engines.named(spec);
    ofScalars(backend, SQUARES, X)
        .forEach(
            (operator, call) ->
                refusesShape(
                    call,
                    operator + "(" + backend.name() + ")",
                    "f returned shape [3]",
                    "scalar (rank 0)",
                    "sum()"));
    refusesShape(
        () -> gradient(backend, x -> x.sum().reshape(1), X), "f returned shape [1]", "rank 0");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void tangentsOfTheWrongShape(String spec) {
    Backend backend = Engines.named(spec);
    Map<String, Executable> calls =
        Map.of(
            "pushforward", () -> pushforward(backend, SQUARES, X, WRONG),
            "valueAndPushforward", () -> valueAndPushforward(backend, SQUARES, X, WRONG),
            "hvp", () -> hvp(backend, SUM, X, WRONG),
            "gradientAndHvp", () -> gradientAndHvp(backend, SUM, X, WRONG));
    calls.forEach(
        (operator, call) ->
            refusesShape(
                call, operator + "(" + backend.name() + ")", "x: [3]", ": [2]", "shapes differ"));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void tangentsOfAnotherStructure(String spec) {
    Backend backend = Engines.named(spec);
    refuses(
        StructureException.class,
        () -> pushforward(backend, (List<Tensor> x) -> x.get(0), List.of(X, X), List.of(X)),
        "pushforward(" + backend.name() + ")",
        "tangent");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void cotangentsOfTheWrongShape(String spec) {
    Backend backend = Engines.named(spec);
    refusesShape(
        () -> pullback(backend, SQUARES, X, WRONG),
        "pullback(" + backend.name() + ")",
        "cotangent",
        "[2]",
        "[3]");
    refusesShape(
        () -> valueAndPullback(backend, SUM, X, X),
        "valueAndPullback(" + backend.name() + ")",
        "cotangent has shape [3]",
        "f(x) has shape []");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void xOfTheWrongRank(String spec) {
    Backend backend = Engines.named(spec);
    refusesShape(
        () -> derivative(backend, SQUARES, X),
        "derivative(" + backend.name() + ")",
        "scalar x (rank 0)",
        "[3]");
    refusesShape(
        () -> secondDerivative(backend, SQUARES, X),
        "secondDerivative(" + backend.name() + ")",
        "scalar x (rank 0)",
        "[3]");
    refusesShape(
        () -> batchedJacobian(backend, SQUARES, X),
        "batchedJacobian(" + backend.name() + ")",
        "rank 2",
        "[3]");
    refusesShape(
        () -> batchedJacobian(backend, x -> x.sum(0), Tensor.ones(4, 3)),
        "batchedJacobian(" + backend.name() + ")",
        "f returned shape [3]",
        "one row per sample");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void nullArguments(String spec) {
    Backend backend = Engines.named(spec);
    ofScalars(null, SUM, X).forEach((o, call) -> refusesNull(call, o, "backend is null"));
    ofTensors(null, SUM, X).forEach((o, call) -> refusesNull(call, o, "backend is null"));
    ofScalars(backend, null, X).forEach((o, call) -> refusesNull(call, o, "f is null"));
    ofTensors(backend, null, X).forEach((o, call) -> refusesNull(call, o, "f is null"));
    ofScalars(backend, SUM, null).forEach((o, call) -> refusesNull(call, o, "x is null"));
    ofTensors(backend, SUM, null).forEach((o, call) -> refusesNull(call, o, "x is null"));
    refusesNull(() -> pullback(backend, SUM, X, null), "pullback", "cotangent is null");
    refusesNull(() -> pushforward(backend, SUM, X, null), "pushforward", "tangent is null");
    refusesNull(() -> hvp(backend, SUM, X, null), "hvp", "vector is null");
    refusesNull(
        () -> gradient(backend, (x, p) -> x.sum(), X, null), "gradient", "parameters is null");
    refusesNull(
        () -> valueAndGradientWithAux(backend, null, X), "valueAndGradientWithAux", "f is null");
  }

  private static void refusesNull(Executable call, String... parts) {
    refuses(FluxionException.class, call, parts);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aFunctionThatReturnsNull(String spec) {
    Backend backend = Engines.named(spec);
    refuses(
        FluxionException.class,
        () -> gradient(backend, (Tensor x) -> null, X),
        "gradient(" + backend.name() + ")",
        "f returned null");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void nothingIsCalledBeforeArgumentsAreChecked(String spec) {
    Backend backend = Engines.named(spec);
    TensorFunction never = x -> fail("f was called");
    assertThrows(ShapeMismatchException.class, () -> pushforward(backend, never, X, WRONG));
    assertThrows(ShapeMismatchException.class, () -> hvp(backend, never, X, WRONG));
    assertThrows(ShapeMismatchException.class, () -> derivative(backend, never, X));
    assertThrows(ShapeMismatchException.class, () -> batchedJacobian(backend, never, X));
    assertThrows(FluxionException.class, () -> pullback(backend, never, X, null));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void whatIsNoTensor(String spec) {
    Backend backend = Engines.named(spec);
    Differentiable<Object> f = x -> Tensor.scalar(1);
    refuses(
        StructureException.class,
        () -> gradient(backend, f, Map.of("a", X, "b", "text")),
        "gradient(" + backend.name() + ")",
        "b",
        "String");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void operationsInsideFSayWhatTheyAre(String spec) {
    refusesShape(
        () -> gradient(Engines.named(spec), x -> x.plus(WRONG).sum(), X), "plus", "[3]", "[2]");
  }

  /** A backend that says that it can do less than it can. */
  private record Limited(Backend given, Capabilities capabilities) implements Backend {
    @Override
    public String name() {
      return "limited";
    }

    @Override
    public Linearization linearize(MultiFunction f, Tensor... at) {
      return given.linearize(f, at);
    }
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void anOrderThatIsTooHigh(String spec) {
    Backend given = Engines.named(spec);
    Backend limited = new Limited(given, given.capabilities().withHighestOrder(1));
    for (String operator : List.of("hvp", "gradientAndHvp", "hessian", "laplacian")) {
      refuses(
          UnsupportedDerivativeException.class,
          ofScalars(limited, x -> fail("f was called"), X).get(operator),
          operator + "(limited)",
          "order 2",
          "goes up to order 1",
          "use Backends.secondOrder");
    }
    assertEquals(X.times(2), gradient(limited, SUM, X));
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aBackendThatDoesNotNest(String spec) {
    Backend given = Engines.named(spec);
    Backend limited = new Limited(given, given.capabilities().withTraced(false));
    DifferentiateWith<Tensor> inner = DifferentiateWith.of(SUM, limited);
    refuses(
        UnsupportedDerivativeException.class,
        () -> gradient(given, x -> gradient(given, inner, x).sum(), X),
        "DifferentiateWith(limited)",
        "a derivative of its derivative",
        "takes plain tensors only");
    assertEquals(X.times(2), gradient(limited, SUM, X));
    assertEquals(X.times(2), gradient(given, inner, X));
  }

  @Test
  void sizesThatNoArrayCanHold() {
    refusesShape(
        () -> Tensor.zeros(1 << 16, 1 << 16),
        "[65536, 65536]",
        "more elements than one Java array can hold");
    refusesShape(() -> Shape.of(3, -1), "negative axis length", "[3, -1]");
    Tensor long1 = Tensor.zeros(1 << 16);
    refusesShape(() -> long1.outer(long1), "[65536, 65536]");
    refusesShape(() -> long1.broadcastTo(1 << 16, 1 << 16), "[65536, 65536]");
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void matricesThatNoArrayCanHold(String spec) {
    Tensor wide = Tensor.zeros(1 << 16);
    CustomRule ofJacobian = sweptOnce();
    refusesShape(
        () -> jacobian(Engines.named(spec), x -> ofJacobian.apply(x), wide),
        "jacobian(" + spec + ")",
        "[65536, 65536]");
    CustomRule ofHessian = sweptOnce();
    refusesShape(
        () -> hessian(Engines.named(spec), x -> ofHessian.apply(x).square().sum(), wide),
        "hessian(" + spec + ")",
        "[65536, 65536]");
  }

  /**
   * The identity, with an error where a second sweep begins: it ends what would fill the memory.
   */
  private static CustomRule sweptOnce() {
    AtomicInteger sweeps = new AtomicInteger();
    UnaryOperator<Tensor> counted =
        t -> {
          if (sweeps.incrementAndGet() > 1) {
            throw new IllegalStateException("swept before the size was looked at");
          }
          return t;
        };
    return CustomRule.of(
        "sweptOnce",
        a -> a[0],
        (a, d) -> counted.apply(d[0]),
        (a, c) -> new Tensor[] {counted.apply(c)});
  }
}
