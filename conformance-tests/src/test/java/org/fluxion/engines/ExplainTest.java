package org.fluxion.engines;

import static org.fluxion.Derivatives.batchedJacobian;
import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.explain;
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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.Explanation;
import org.fluxion.FixedInput;
import org.fluxion.FixedParams;
import org.fluxion.FluxionException;
import org.fluxion.NestedWay;
import org.fluxion.OpaqueFunction;
import org.fluxion.Parameterized;
import org.fluxion.StructureException;
import org.fluxion.TensorFunction;
import org.fluxion.WithParams;
import org.fluxion.interpreters.Counting;
import org.fluxion.interpreters.Counts;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code explain} tells is what happens. */
class ExplainTest {
  private static final String ALL = "org.fluxion.engines.Engines#all";
  private static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);
  private static final Tensor SCALAR_X = Tensor.scalar(0.3);
  private static final Tensor ROWS = Tensor.ones(5, 3);
  private static final TensorFunction SIN = Tensor::sin;
  private static final TensorFunction SCALAR = x -> x.pow(3).sum();
  private static final TensorFunction TALL = x -> Tensor.concat(0, x.sin(), x.cos());
  private static final TensorFunction WIDE = x -> x.sin().slice(0, 0, 2);
  private static final TensorFunction ROWWISE = x -> x.sin().slice(1, 0, 2);

  /** The columns of the table. The first sweeps one tangent at a time, the next 32 at once. */
  private static final List<String> BACKENDS =
      List.of(
          "forward(batch=1)",
          "forward",
          "reverse",
          "mixed",
          "secondOrder(reverse, forward)",
          "secondOrder(reverse, reverse)",
          "finite");

  /**
   * Sweeps of the outer engine: "3 →" is three pushforwards, "1 ←" one pullback. X has 3
   * coordinates, and a batch of sweeps counts once. Differences have both directions and sweep one
   * vector at a time. A forward engine pulls back by pushing 3 unit vectors forward. What asks for
   * a direction asks the engine for that direction; a Jacobian takes the fewer of rows and columns,
   * so a tall one goes forward and a wide one backward, where both are to be had.
   */
  private static final List<Row> TABLE =
      List.of(
          row("derivative", SIN, SCALAR_X, "1 →, 1 →, 1 →, 1 →, 1 →, 1 →, 1 →"),
          row("valueAndDerivative", SIN, SCALAR_X, "1 →, 1 →, 1 →, 1 →, 1 →, 1 →, 1 →"),
          row("secondDerivative", SIN, SCALAR_X, "1 →, 1 →, 1 →, 1 →, 1 →, 1 →, 1 →"),
          row("gradient", SCALAR, X, "3 →, 1 →, 1 ←, 1 ←, 1 →, 1 ←, 1 ←"),
          row("valueAndGradient", SCALAR, X, "3 →, 1 →, 1 ←, 1 ←, 1 →, 1 ←, 1 ←"),
          row("jacobian", TALL, X, "3 →, 1 →, 1 →, 1 →, 1 →, 1 →, 3 →"),
          row("jacobian", WIDE, X, "3 →, 1 →, 1 ←, 1 ←, 1 →, 1 ←, 3 →"),
          row("valueAndJacobian", WIDE, X, "3 →, 1 →, 1 ←, 1 ←, 1 →, 1 ←, 3 →"),
          row("batchedJacobian", ROWWISE, ROWS, "3 →, 1 →, 1 ←, 1 ←, 1 →, 1 ←, 3 →"),
          row("pushforward", TALL, X, "1 →, 1 →, 1 →, 1 →, 1 →, 1 →, 1 →"),
          row("valueAndPushforward", TALL, X, "1 →, 1 →, 1 →, 1 →, 1 →, 1 →, 1 →"),
          row("pullback", WIDE, X, "3 →, 1 →, 1 ←, 1 ←, 1 →, 1 ←, 1 ←"),
          row("valueAndPullback", WIDE, X, "3 →, 1 →, 1 ←, 1 ←, 1 →, 1 ←, 1 ←"),
          row("hvp", SCALAR, X, "1 →, 1 →, 1 →, 1 →, 1 →, 1 →, 1 →"),
          row("gradientAndHvp", SCALAR, X, "1 →, 1 →, 1 →, 1 →, 1 →, 1 →, 1 →"),
          row("hessian", SCALAR, X, "3 →, 1 →, 1 →, 1 →, 1 →, 1 →, 3 →"),
          row("valueGradientAndHessian", SCALAR, X, "3 →, 1 →, 1 →, 1 →, 1 →, 1 →, 3 →"),
          row("laplacian", SCALAR, X, "3 →, 1 →, 1 →, 1 →, 1 →, 1 →, 3 →"));

  private record Row(String operator, TensorFunction f, Tensor x, List<String> sweeps) {}

  private static Row row(String operator, TensorFunction f, Tensor x, String sweeps) {
    return new Row(operator, f, x, List.of(sweeps.split(", ")));
  }

  @TestFactory
  Stream<DynamicTest> sweepsOfTheOuterEngine() {
    return TABLE.stream()
        .flatMap(
            row ->
                IntStream.range(0, BACKENDS.size())
                    .mapToObj(
                        i ->
                            dynamicTest(
                                row.operator + " by " + BACKENDS.get(i),
                                () ->
                                    assertEquals(
                                        row.sweeps.get(i), sweeps(row, BACKENDS.get(i))))));
  }

  private static String sweeps(Row row, String spec) {
    Explanation told = explain(Engines.named(spec), row.operator, row.f, row.x);
    String forward = told.pushforwards() == 0 ? "" : told.pushforwards() + " →";
    String backward = told.pullbacks() == 0 ? "" : told.pullbacks() + " ←";
    return forward + backward;
  }

  @TestFactory
  Stream<DynamicTest> evaluationsAreThoseOfTheOperator() {
    return TABLE.stream()
        .flatMap(
            row ->
                Stream.concat(BACKENDS.stream(), Engines.all())
                    .distinct()
                    .map(
                        spec ->
                            dynamicTest(
                                row.operator + " by " + spec,
                                () ->
                                    assertEquals(
                                        calls(row, Engines.named(spec)),
                                        explain(Engines.named(spec), row.operator, row.f, row.x)
                                            .evaluations()))));
  }

  /** {@return how often the operator itself calls f} */
  private static int calls(Row row, Backend b) {
    AtomicInteger calls = new AtomicInteger();
    Tensor x = row.x;
    Tensor y = row.f.apply(x);
    Differentiable<Tensor> f =
        z -> {
          calls.incrementAndGet();
          return row.f.apply(z);
        };
    Object result =
        switch (row.operator) {
          case "derivative" -> derivative(b, f, x);
          case "valueAndDerivative" -> valueAndDerivative(b, f, x);
          case "secondDerivative" -> secondDerivative(b, f, x);
          case "gradient" -> gradient(b, f, x);
          case "valueAndGradient" -> valueAndGradient(b, f, x);
          case "jacobian" -> jacobian(b, f, x);
          case "valueAndJacobian" -> valueAndJacobian(b, f, x);
          case "batchedJacobian" -> batchedJacobian(b, f, x);
          case "pushforward" -> pushforward(b, f, x, x);
          case "valueAndPushforward" -> valueAndPushforward(b, f, x, x);
          case "pullback" -> pullback(b, f, x, Tensor.ones(y.shape().toArray()));
          case "valueAndPullback" -> valueAndPullback(b, f, x, Tensor.ones(y.shape().toArray()));
          case "hvp" -> hvp(b, f, x, x);
          case "gradientAndHvp" -> gradientAndHvp(b, f, x, x);
          case "hessian" -> hessian(b, f, x);
          case "valueGradientAndHessian" -> valueGradientAndHessian(b, f, x);
          case "laplacian" -> laplacian(b, f, x);
          default -> throw new AssertionError(row.operator);
        };
    assertTrue(calls.get() > 0, () -> "not called for " + result);
    return calls.get();
  }

  @Test
  void everyOperatorOfTheFacadeIsExplained() {
    Set<String> operators = new TreeSet<>();
    for (Method method : Derivatives.class.getMethods()) {
      boolean isOperator =
          Modifier.isStatic(method.getModifiers())
              && !method.getName().startsWith("prepare")
              && !Set.of("explain", "valueAndGradientWithAux", "check").contains(method.getName());
      if (isOperator) {
        operators.add(method.getName());
      }
    }
    Set<String> explained = new TreeSet<>();
    TABLE.forEach(row -> explained.add(row.operator));
    assertEquals(operators, explained);
  }

  @Test
  void anUnknownOperatorIsRefusedWithTheListOfThoseThereAre() {
    String message =
        assertThrows(
                FluxionException.class,
                () -> explain(Engines.named("reverse"), "gradiant", SCALAR, X))
            .getMessage();
    assertTrue(message.startsWith("explain: there is no operator \"gradiant\""), message);
    TABLE.forEach(row -> assertTrue(message.contains(row.operator), message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "derivative",
        "valueAndDerivative",
        "secondDerivative",
        "jacobian",
        "valueAndJacobian",
        "batchedJacobian",
        "hessian",
        "valueGradientAndHessian",
        "laplacian"
      })
  void anOperatorOfOneTensorRefusesAStructure(String operator) {
    Differentiable<List<Tensor>> f = x -> x.get(0).sum();
    String message =
        assertThrows(
                StructureException.class,
                () -> explain(Engines.named("reverse"), operator, f, List.of(X)))
            .getMessage();
    assertEquals(operator + "(reverse): takes one tensor, not a structure", message);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void structuresAreExplainedWhereTheyAreTaken(String spec) {
    Differentiable<List<Tensor>> f = x -> x.get(0).times(x.get(1)).sum();
    Backend backend = Engines.named(spec);
    List<Tensor> x = List.of(X, X);
    assertTrue(explain(backend, "gradient", f, x).evaluations() > 0);
    assertTrue(explain(backend, "pushforward", f, x).evaluations() > 0);
    assertTrue(explain(backend, "pullback", f, x).evaluations() > 0);
    assertTrue(explain(backend, "hvp", f, x).evaluations() > 0);
  }

  @Test
  void whatIsDerivedFromTheOtherDirectionIsSaidToBe() {
    assertEquals(false, explain(Engines.named("forward"), "gradient", SCALAR, X).isNative());
    assertEquals(false, explain(Engines.named("forward"), "pullback", SCALAR, X).isNative());
    assertEquals(true, explain(Engines.named("forward"), "pushforward", SCALAR, X).isNative());
    assertEquals(true, explain(Engines.named("reverse"), "gradient", SCALAR, X).isNative());
    assertEquals(true, explain(Engines.named("mixed"), "gradient", SCALAR, X).isNative());
    assertEquals(true, explain(Engines.named("mixed"), "pushforward", SCALAR, X).isNative());
    assertEquals(true, explain(Engines.named("mixed"), "hvp", SCALAR, X).isNative());
    assertEquals(false, explain(Engines.named("forward"), "hvp", SCALAR, X).isNative());
  }

  @Test
  void theEnginesAreThoseThatDoTheWork() {
    assertEquals("reverse", explain(Engines.named("mixed"), "gradient", SCALAR, X).engines());
    assertEquals("forward", explain(Engines.named("mixed"), "pushforward", SCALAR, X).engines());
    assertEquals(
        "forward over reverse", explain(Engines.named("mixed"), "hvp", SCALAR, X).engines());
    Backend both = Engines.named("secondOrder(reverse, forward)");
    assertEquals("forward", explain(both, "gradient", SCALAR, X).engines());
    assertEquals("reverse over forward", explain(both, "hessian", SCALAR, X).engines());
    assertEquals(
        "finite over finite", explain(Engines.named("finite"), "hvp", SCALAR, X).engines());
  }

  private static String nesting(String spec, Differentiable<Tensor> f) {
    return explain(Engines.named(spec), "gradient", f, X).nesting();
  }

  @Test
  void theNestedRuleIsNamedWithItsReason() {
    FixedParams<Tensor, Tensor> shown = FixedParams.of((x, p) -> x.times(p).sin().sum(), X);
    FixedInput<Tensor, Tensor> fixed = FixedInput.of(shown, X);
    String byRule = "the nested rule (on), since f shows what it depends on";
    assertEquals(byRule, nesting("reverse", shown));
    assertEquals(byRule, nesting("reverse", shown.andThen(Tensor::exp)));
    assertEquals(byRule, nesting("reverse", fixed));
    assertEquals(
        "the nested rule (recompute), since f shows what it depends on",
        nesting("reverse(nested=recompute)", shown));
    assertEquals(
        "engine in engine, since f does not show its parameters; FixedParams would",
        nesting("reverse", SCALAR));
    String off = "engine in engine, since the nested rule is switched off or not on the class path";
    assertEquals(off, nesting("reverse(nested=off)", shown));
    assertEquals(off, nesting("mixed(nested=off)", SCALAR));
  }

  @Test
  void functionsThatShowWhatTheyDependOnAreCountedAsOthers() {
    FixedParams<Tensor, Tensor> shown = FixedParams.of((x, p) -> x.times(p).sin().sum(), X);
    Backend single = Engines.named("forward(batch=1)");
    assertEquals(3, explain(single, "gradient", shown, X).evaluations());
    assertEquals(3, explain(single, "gradient", FixedInput.of(shown, X), X).evaluations());
    assertEquals(3, explain(single, "gradient", shown.compose(x -> x), X).evaluations());
  }

  @Test
  void nothingMissingIsTakenForSomething() {
    Backend backend = Engines.named("reverse");
    for (FluxionException e :
        List.of(
            assertThrows(FluxionException.class, () -> explain(null, "gradient", SCALAR, X)),
            assertThrows(FluxionException.class, () -> explain(backend, null, SCALAR, X)),
            assertThrows(FluxionException.class, () -> explain(backend, "gradient", null, X)),
            assertThrows(
                FluxionException.class,
                () -> explain(backend, "gradient", SCALAR, (Tensor) null)))) {
      assertTrue(e.getMessage().endsWith(" is null"), e.getMessage());
    }
  }

  /** f(x, p) = Σ tanh(x p)², 4 rows of 3 numbers by a matrix of 3 by 3: a product is 36. */
  private static Tensor net(Tensor x, Tensor p) {
    return x.matmul(p).tanh().square().sum();
  }

  private static final Tensor BATCH = Tensor.full(0.2, 4, 3);
  private static final Tensor WEIGHT = Tensor.full(0.3, 3, 3);

  private static Explanation ofNet(String spec, String operator) {
    return explain(Engines.named(spec), operator, FixedParams.of(ExplainTest::net, WEIGHT), BATCH);
  }

  @Test
  void theCostIsCountedInPrimitivesAndMultiplyAdds() {
    Explanation told = ofNet("mixed", "gradient");
    Counts alone = told.cost().orElseThrow();
    assertEquals(72, alone.multiplyAdds(), "the product, and its pullback to x");
    assertEquals(1, alone.evaluations());
    // Four of f; the slopes of square and tanh, each applied; the pullback of the product.
    assertEquals(9, alone.primitives());
    assertEquals(108, told.plain().orElseThrow().multiplyAdds(), "and to the weight as well");
  }

  /** What is told of a way is what a nested gradient that goes it takes. */
  @ParameterizedTest
  @ValueSource(strings = {"gradient", "pullback", "hvp"})
  void theCostOfAWayIsThatOfTheGradientOfTheCall(String operator) {
    Explanation told = ofNet("mixed", operator);
    for (NestedWay way : told.ways()) {
      boolean isPossible =
          !operator.equals("hvp")
              || (way.nesting() != Nesting.FORWARD_OVER_REVERSE
                  && way.nesting() != Nesting.REVERSE_OVER_FORWARD);
      assertEquals(isPossible, way.cost().isPresent(), way.toString());
      way.cost()
          .ifPresent(
              cost -> assertEquals(nested(way.nesting(), operator), cost.multiplyAdds(), way + ""));
    }
  }

  private static long nested(Nesting way, String operator) {
    Backend outer = Engines.named("mixed");
    Backend inner = Engines.named("mixed(nested=" + way.option() + ")");
    Differentiable<List<Tensor>> loss =
        a -> {
          FixedParams<Tensor, Tensor> f = FixedParams.of(ExplainTest::net, a.get(1));
          Tensor x = a.get(0);
          return switch (operator) {
            case "gradient" -> gradient(inner, f, x).sum();
            case "pullback" -> pullback(inner, f, x, Tensor.scalar(1)).sum();
            default -> hvp(inner, f, x, BATCH).sum();
          };
        };
    try (Counting counting = new Counting()) {
      List<Tensor> at = List.of(counting.watch(BATCH), counting.watch(WEIGHT));
      assertEquals(2, gradient(outer, loss, at).size());
      return counting.counts().multiplyAdds();
    }
  }

  private static NestedWay way(Explanation told, Nesting nesting) {
    return told.ways().stream().filter(w -> w.nesting() == nesting).findFirst().orElseThrow();
  }

  @Test
  void oneWayIsTakenAndTheOthersSayWhyNot() {
    Map<String, Nesting> taken =
        Map.of(
            "mixed", Nesting.REVERSE_OVER_REVERSE,
            "mixed(nested=reverseOverReverse)", Nesting.REVERSE_OVER_REVERSE,
            "mixed(nested=forwardOverReverse)", Nesting.FORWARD_OVER_REVERSE,
            "mixed(nested=reverseOverForward)", Nesting.REVERSE_OVER_FORWARD,
            "mixed(nested=recompute)", Nesting.RECOMPUTE,
            "mixed(nested=off)", Nesting.NATURAL);
    taken.forEach(
        (spec, nesting) -> {
          Explanation told = ofNet(spec, "gradient");
          assertEquals(5, told.ways().size());
          for (NestedWay way : told.ways()) {
            assertEquals(way.nesting() == nesting, way.taken(), spec + ": " + way);
            if (!way.taken()) {
              assertEquals("nested=" + way.nesting().option() + " asks for it", way.reason());
            }
          }
        });
    assertEquals(
        "the default", way(ofNet("mixed", "gradient"), Nesting.REVERSE_OVER_REVERSE).reason());
    assertEquals(
        "as nested=recompute asks",
        way(ofNet("mixed(nested=recompute)", "gradient"), Nesting.RECOMPUTE).reason());
  }

  /** Each of the ways that keep little is for gradients; others are recorded, whatever is asked. */
  @Test
  void waysThatAreForGradientsAreNotTakenByOthers() {
    Explanation told = ofNet("mixed(nested=forwardOverReverse)", "hvp");
    NestedWay taken = way(told, Nesting.REVERSE_OVER_REVERSE);
    assertTrue(taken.taken());
    assertEquals("as all but gradients and pullbacks", taken.reason());
    NestedWay asked = way(told, Nesting.FORWARD_OVER_REVERSE);
    assertFalse(asked.taken());
    assertEquals("for gradients and pullbacks", asked.reason());
    assertTrue(
        way(ofNet("mixed(nested=forwardOverReverse)", "pullback"), Nesting.FORWARD_OVER_REVERSE)
            .taken());
    assertTrue(
        way(
                ofNet("mixed(nested=forwardOverReverse)", "valueAndPullback"),
                Nesting.REVERSE_OVER_REVERSE)
            .taken());
  }

  @Test
  void aFunctionThatShowsNothingHasOneWay() {
    Explanation told = explain(Engines.named("mixed"), "gradient", SCALAR, X);
    for (NestedWay way : told.ways()) {
      assertEquals(way.nesting() == Nesting.NATURAL, way.taken());
      assertEquals(way.taken(), way.cost().isPresent());
      assertEquals("f does not show its parameters", way.reason());
    }
  }

  /** The shape of a cotangent is not learnt by a call of f: f is only called to be watched. */
  @ParameterizedTest
  @ValueSource(strings = {"pullback", "valueAndPullback", "gradient", "jacobian"})
  void noCallOfFIsThereToLearnAValue(String operator) {
    TensorFunction watched =
        x -> {
          assertTrue(x instanceof Tracer, "f was called for its value");
          return operator.equals("gradient") ? x.sum() : x.sin();
        };
    assertEquals(1, explain(Engines.named("reverse"), operator, watched, X).evaluations());
  }

  @Test
  void whatCannotBeLookedIntoIsNotCounted() {
    OpaqueFunction opaque = OpaqueFunction.scalar(x -> x[0] * x[1]);
    Explanation told = explain(Engines.named("finite"), "gradient", opaque, X);
    assertEquals(6, told.evaluations());
    assertEquals(Optional.empty(), told.cost());
    assertEquals(Optional.empty(), told.plain());
    told.ways().forEach(way -> assertEquals(Optional.empty(), way.cost()));
  }

  @Test
  void aStateIsKeptOnceHoweverOftenItIsLookedAt() {
    AtomicInteger keys = new AtomicInteger();
    FixedParams.OfTensor<Tensor> f = (x, p) -> x.times(p).sum();
    Parameterized<Tensor, Tensor> stateful =
        new Parameterized<>() {
          @Override
          public WithParams<Tensor, Tensor> function() {
            keys.incrementAndGet();
            return f;
          }

          @Override
          public Tensor parameters() {
            return X;
          }
        };
    explain(Engines.named("mixed"), "gradient", stateful, X);
    assertEquals(1, keys.get());
  }

  @Test
  void anExplanationReadsWell() {
    assertEquals(
        """
        hessian by mixed
          engines: forward over reverse, native
          cost: 1 evaluation of f, 1 pushforward, 0 pullbacks; 15 primitives
          inside another derivative: engine in engine, since f does not show its parameters; \
        FixedParams would
            off: taken, f does not show its parameters; 24 primitives, 3.00 plain gradients
            reverseOverReverse, forwardOverReverse, recompute, reverseOverForward: not taken, \
        f does not show its parameters""",
        explain(Engines.named("mixed"), "hessian", SCALAR, X).toString());
    assertEquals(
        """
        gradient by mixed
          engines: reverse, native
          cost: 1 evaluation of f, 0 pushforwards, 1 pullback; 9 primitives, 72 multiply-adds
          inside another derivative: the nested rule (on), since f shows what it depends on
            off: not taken, nested=off asks for it; \
        28 primitives, 216 multiply-adds, 2.00 plain gradients
            reverseOverReverse: taken, the default; \
        28 primitives, 216 multiply-adds, 2.00 plain gradients
            forwardOverReverse: not taken, nested=forwardOverReverse asks for it; \
        30 primitives, 252 multiply-adds, 2.33 plain gradients
            recompute: not taken, nested=recompute asks for it; \
        39 primitives, 324 multiply-adds, 3.00 plain gradients
            reverseOverForward: not taken, nested=reverseOverForward asks for it; \
        38 primitives, 252 multiply-adds, 2.33 plain gradients""",
        ofNet("mixed", "gradient").toString());
  }
}
