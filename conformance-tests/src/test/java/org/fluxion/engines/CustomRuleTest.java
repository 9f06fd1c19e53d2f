package org.fluxion.engines;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.CapturedTracerException;
import org.fluxion.CustomRule;
import org.fluxion.Differentiable;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.TensorFunction;
import org.fluxion.Vectorized;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A function with a derivative of its own: the engines believe it, and it is held to its shapes.
 */
class CustomRuleTest {
  private static final String ALL = "org.fluxion.engines.Engines#all";
  private static final String EXACT = "org.fluxion.engines.Engines#exact";
  private static final String SECOND_ORDER = "org.fluxion.engines.Engines#secondOrder";

  private static final Tensor A = Tensor.vector(0.7, -1.2, 0.4);
  private static final Tensor B = Tensor.vector(-0.5, 2, 1.5);

  /** a² sin b, element by element. */
  private static final CustomRule RULE =
      CustomRule.of(
          "squareTimesSine",
          o -> o[0].square().times(o[1].sin()),
          (o, d) ->
              d[0].times(o[0])
                  .times(2)
                  .times(o[1].sin())
                  .plus(d[1].times(o[0].square()).times(o[1].cos())),
          (o, c) ->
              new Tensor[] {
                c.times(o[0]).times(2).times(o[1].sin()), c.times(o[0].square()).times(o[1].cos())
              });

  /** The identity, but with derivative 2: only an engine that asks the rule gets it. */
  private static final CustomRule DOUBLING =
      CustomRule.of(
          "doubling", o -> o[0], (o, d) -> d[0].times(2), (o, c) -> new Tensor[] {c.times(2)});

  private static final TensorFunction OF_BOTH = x -> RULE.apply(x.slice(0, 0, 3), x.slice(0, 3, 6));

  private static final Tensor BOTH = Tensor.concat(0, A, B);

  private static Tensor each(Elementwise f) {
    double[] y = new double[A.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = f.at(A.toArray()[i], B.toArray()[i]);
    }
    return Tensor.vector(y);
  }

  private interface Elementwise {
    double at(double a, double b);
  }

  private static final Tensor BY_A = each((a, b) -> 2 * a * Math.sin(b));
  private static final Tensor BY_B = each((a, b) -> a * a * Math.cos(b));
  private static final Tensor BY_AA = each((a, b) -> 2 * Math.sin(b));
  private static final Tensor BY_AB = each((a, b) -> 2 * a * Math.cos(b));
  private static final Tensor BY_BB = each((a, b) -> -a * a * Math.sin(b));

  /** {@return the matrix of four diagonal blocks} */
  private static Tensor blocks(Tensor aa, Tensor ab, Tensor ba, Tensor bb) {
    return Tensor.concat(
        0,
        Tensor.concat(1, Tensor.eye(3).times(aa), Tensor.eye(3).times(ab)),
        Tensor.concat(1, Tensor.eye(3).times(ba), Tensor.eye(3).times(bb)));
  }

  @Test
  void theValueIsThatOfTheFunction() {
    assertClose(each((a, b) -> a * a * Math.sin(b)), RULE.apply(A, B), "value");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void firstDerivativesAreThoseOfTheRule(String spec) {
    Backend backend = Engines.named(spec);
    double tolerance = Tolerances.first(spec);
    Differentiable<List<Tensor>> f = x -> RULE.apply(x.get(0), x.get(1)).sum();
    List<Tensor> g = gradient(backend, f, List.of(A, B));
    assertClose(BY_A, g.get(0), tolerance, "gradient by a");
    assertClose(BY_B, g.get(1), tolerance, "gradient by b");
    Tensor j = Tensor.concat(1, Tensor.eye(3).times(BY_A), Tensor.eye(3).times(BY_B));
    assertClose(j, jacobian(backend, OF_BOTH, BOTH), tolerance, "jacobian");
    Tensor v = Tensor.vector(1, -2, 0.5, 0.3, 1.1, -0.8);
    assertClose(j.matmul(v), pushforward(backend, OF_BOTH, BOTH, v), tolerance, "J v");
    assertClose(B.matmul(j), pullback(backend, OF_BOTH, BOTH, B), tolerance, "J' w");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anOperandThatIsNotWatchedIsAConstant(String spec) {
    Backend backend = Engines.named(spec);
    double tolerance = Tolerances.first(spec);
    assertClose(BY_A, gradient(backend, a -> RULE.apply(a, B).sum(), A), tolerance, "by a");
    assertClose(BY_B, gradient(backend, b -> RULE.apply(A, b).sum(), B), tolerance, "by b");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void secondDerivativesFollowTheRulesOwnOperations(String spec) {
    Backend backend = Engines.named(spec);
    double tolerance = Tolerances.second(spec);
    TensorFunction f = x -> OF_BOTH.apply(x).sum();
    Tensor h = blocks(BY_AA, BY_AB, BY_AB, BY_BB);
    assertClose(h, hessian(backend, f, BOTH), tolerance, "hessian");
    Tensor v = Tensor.vector(1, -2, 0.5, 0.3, 1.1, -0.8);
    assertClose(h.matmul(v), hvp(backend, f, BOTH, v), tolerance, "H v");
  }

  @ParameterizedTest
  @MethodSource(SECOND_ORDER)
  void itNestsUnderEveryExactEngine(String outer) {
    for (String inner : Engines.EXACT) {
      Tensor mixed =
          jacobian(
              Engines.named(outer),
              b -> gradient(Engines.named(inner), a -> RULE.apply(a, b).sum(), A),
              B);
      assertClose(Tensor.eye(3).times(BY_AB), mixed, outer + " over " + inner);
    }
  }

  @ParameterizedTest
  @MethodSource(SECOND_ORDER)
  void theRuleIsBelievedRatherThanTheValue(String spec) {
    Backend backend = Engines.named(spec);
    assertClose(A.times(4), gradient(backend, x -> DOUBLING.apply(x).square().sum(), A), "2 · 2x");
    assertEquals(Tensor.scalar(2), derivative(backend, x -> DOUBLING.apply(x), 0.3));
    assertEquals(Tensor.eye(3).times(2), jacobian(backend, x -> DOUBLING.apply(x), A));
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void itRunsOverRows(String spec) {
    Tensor rows = Tensor.stack(0, A, B, A.plus(B));
    TensorFunction f = Vectorized.overRows(x -> RULE.apply(x, B).sum());
    Tensor[] expected = new Tensor[3];
    for (int i = 0; i < 3; i++) {
      expected[i] = rows.get(i).times(2).times(B.sin());
    }
    Tensor g = gradient(Engines.named(spec), x -> f.apply(x).sum(), rows);
    assertClose(Tensor.stack(0, expected), g, "rows");
  }

  @Test
  void aRuleWhoseDirectionsAreTransposesIsHandedBack() {
    assertSame(RULE, RULE.checkedAt(A, B));
    assertSame(DOUBLING, DOUBLING.checkedAt(Tensor.ones(2, 3)));
    assertSame(DOUBLING, DOUBLING.checkedAt(Tensor.zeros(0)));
  }

  private static void refuses(
      Class<? extends FluxionException> type, Executable call, String... parts) {
    String message = assertThrows(type, call).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" is not in: " + message);
    }
  }

  @Test
  void aRuleWhoseDirectionsDifferIsRefusedWithBothNumbers() {
    CustomRule wrong =
        CustomRule.of(
            "threeAndTwo",
            o -> o[0].times(3),
            (o, d) -> d[0].times(3),
            (o, c) -> new Tensor[] {c.times(2)});
    String message =
        assertThrows(FluxionException.class, () -> wrong.checkedAt(Tensor.scalar(1))).getMessage();
    assertTrue(
        message.startsWith(
            "CustomRule threeAndTwo: pushforward and pullback are not transposes of each other:"),
        message);
    double[] numbers =
        Stream.of(message.split(" = ", -1))
            .skip(1)
            .mapToDouble(part -> Double.parseDouble(part.split(",", -1)[0]))
            .toArray();
    assertEquals(2, numbers.length, message);
    assertClose(2.0 / 3, numbers[1] / numbers[0], 1e-14, message);
  }

  @Test
  void aNaNDoesNotPassTheCheck() {
    CustomRule wrong =
        CustomRule.of(
            "nan",
            o -> o[0],
            (o, d) -> d[0].times(Double.NaN),
            (o, c) -> new Tensor[] {c.times(Double.NaN)});
    refuses(FluxionException.class, () -> wrong.checkedAt(Tensor.scalar(1)), "NaN");
  }

  private static CustomRule returning(Tensor tangent, Tensor... cotangents) {
    return CustomRule.of("odd", o -> o[0], (o, d) -> tangent, (o, c) -> cotangents);
  }

  @Test
  void aTangentOfTheWrongShapeIsRefused() {
    Backend forward = Engines.named("forward");
    refuses(
        ShapeMismatchException.class,
        () -> pushforward(forward, x -> returning(B.get(0), A).apply(x), A, B),
        "CustomRule odd: pushforward returned shape [] where shape [3] belongs");
    refuses(
        ShapeMismatchException.class,
        () -> pushforward(forward, x -> returning(null, A).apply(x), A, B),
        "CustomRule odd: pushforward returned null where shape [3] belongs");
    refuses(
        ShapeMismatchException.class,
        () -> returning(B.get(0), A).checkedAt(A),
        "pushforward returned shape []");
  }

  @Test
  void cotangentsOfTheWrongShapeOrNumberAreRefused() {
    Backend reverse = Engines.named("reverse");
    refuses(
        ShapeMismatchException.class,
        () -> pullback(reverse, x -> returning(A, B.get(0)).apply(x), A, B),
        "CustomRule odd: pullback returned shape [] where shape [3] belongs");
    refuses(
        ShapeMismatchException.class,
        () -> pullback(reverse, x -> returning(A, A, A).apply(x), A, B),
        "CustomRule odd: pullback returned 2 cotangents for 1 operands");
    refuses(
        ShapeMismatchException.class,
        () -> pullback(reverse, x -> returning(A, (Tensor[]) null).apply(x), A, B),
        "CustomRule odd: pullback returned null for 1 operands");
    refuses(
        ShapeMismatchException.class,
        () -> pullback(reverse, x -> returning(A, (Tensor) null).apply(x), A, B),
        "CustomRule odd: pullback returned null where shape [3] belongs");
    refuses(
        ShapeMismatchException.class,
        () -> returning(A, A, A).checkedAt(A),
        "pullback returned 2 cotangents");
  }

  @Test
  void partsThatAreMissingAreRefused() {
    refuses(FluxionException.class, () -> CustomRule.of(null, o -> o[0], null, null), "name");
    refuses(
        FluxionException.class, () -> CustomRule.of("r", null, null, null), "CustomRule r: value");
    refuses(
        FluxionException.class,
        () -> CustomRule.of("r", o -> o[0], null, null),
        "CustomRule r: pushforward is null");
    refuses(
        FluxionException.class,
        () -> CustomRule.of("r", o -> o[0], (o, d) -> d[0], null),
        "CustomRule r: pullback is null");
  }

  /** {@return a rule that hides the tensor in its value, or in its derivative} */
  private static CustomRule hiding(Tensor hidden, boolean inValue) {
    Tensor derivative = inValue ? hidden.stopGradient() : hidden;
    return CustomRule.of(
        "hiding",
        o -> inValue ? o[0].times(hidden) : o[0],
        (o, d) -> d[0].times(derivative),
        (o, c) -> new Tensor[] {c.times(derivative)});
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void aValueThatHidesAWatchedTensorIsRefused(String spec) {
    Backend backend = Engines.named(spec);
    for (Executable call :
        List.<Executable>of(
            () -> gradient(backend, x -> hiding(x, true).apply(x).sum(), A),
            () -> gradient(backend, x -> hiding(x, true).apply(B).sum(), A))) {
      refuses(CapturedTracerException.class, call, "hiding", "pass it as an operand");
    }
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void aDerivativeThatHidesAWatchedTensorIsRefused(String spec) {
    Backend backend = Engines.named(spec);
    assertThrows(
        FluxionException.class, () -> gradient(backend, x -> hiding(x, false).apply(x).sum(), A));
    assertThrows(
        FluxionException.class, () -> pushforward(backend, x -> hiding(x, false).apply(x), A, B));
  }
}
