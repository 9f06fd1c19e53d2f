package org.fluxion.nested;

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
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Differentiable;
import org.fluxion.DifferentiateWith;
import org.fluxion.FixedParams;
import org.fluxion.FluxionException;
import org.fluxion.OpaqueFunction;
import org.fluxion.TensorFunction;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.Vectorized;
import org.fluxion.spi.Flattening;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Inner engines that are not built on the kernel, or are not exact: nothing of what an outer
 * derivative watches is lost on them, wherever the inner function has it. The expected numbers are
 * single derivatives of closed forms.
 */
class ClosedProgramsTest {
  private static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);
  private static final Tensor ROWS = Tensor.matrix(new double[][] {{0.7, -1.2, 0.4}, {2, 1, -1}});
  private static final Tensor Z = Tensor.vector(1.3, 0.6, -0.8);
  private static final Tensor V = Tensor.vector(-0.4, 1.1, 0.9);
  private static final List<String> OUTER = List.of("forward", "reverse", "mixed");

  /** An inner operator of the function sin(p x) or Σ sin(p x), and its closed form. */
  private record Inner(
      String name, int order, Tensor at, BinaryOperator<Tensor> f, Operator by, Closed closed) {
    @FunctionalInterface
    private interface Operator {
      Tensor at(Backend backend, Differentiable<Tensor> f, Tensor x, Tensor v);
    }

    @FunctionalInterface
    private interface Closed {
      Tensor at(Tensor x, Tensor p, Tensor v);
    }
  }

  private static Tensor wave(Tensor x, Tensor p) {
    return x.times(p).sin();
  }

  private static Tensor energy(Tensor x, Tensor p) {
    return x.times(p).sin().sum();
  }

  private static Tensor slope(Tensor x, Tensor p) {
    return p.times(x.times(p).cos());
  }

  private static Tensor bend(Tensor x, Tensor p) {
    return p.square().times(x.times(p).sin()).unaryMinus();
  }

  private static Tensor diagonal(Tensor x) {
    return Tensor.eye(3).times(x);
  }

  private static Stream<Inner> inner() {
    return Stream.of(firstOrder(), jacobians(), secondOrder()).flatMap(each -> each);
  }

  private static Stream<Inner> firstOrder() {
    return Stream.of(
        new Inner(
            "gradient",
            1,
            X,
            ClosedProgramsTest::energy,
            (b, f, x, v) -> gradient(b, f, x),
            (x, p, v) -> slope(x, p)),
        new Inner(
            "valueAndGradient",
            1,
            X,
            ClosedProgramsTest::energy,
            (b, f, x, v) -> {
              var both = valueAndGradient(b, f, x);
              return Flattening.flatten(both.value(), both.gradient());
            },
            (x, p, v) -> Flattening.flatten(energy(x, p), slope(x, p))),
        new Inner(
            "pullback",
            1,
            X,
            ClosedProgramsTest::wave,
            (b, f, x, v) -> pullback(b, f, x, v),
            (x, p, v) -> slope(x, p).times(v)),
        new Inner(
            "valueAndPullback",
            1,
            X,
            ClosedProgramsTest::wave,
            (b, f, x, v) -> {
              var both = valueAndPullback(b, f, x, v);
              return Flattening.flatten(both.value(), both.cotangent());
            },
            (x, p, v) -> Flattening.flatten(wave(x, p), slope(x, p).times(v))),
        new Inner(
            "pushforward",
            1,
            X,
            ClosedProgramsTest::wave,
            (b, f, x, v) -> pushforward(b, f, x, v),
            (x, p, v) -> slope(x, p).times(v)),
        new Inner(
            "valueAndPushforward",
            1,
            X,
            ClosedProgramsTest::wave,
            (b, f, x, v) -> {
              var both = valueAndPushforward(b, f, x, v);
              return Flattening.flatten(both.value(), both.tangent());
            },
            (x, p, v) -> Flattening.flatten(wave(x, p), slope(x, p).times(v))),
        new Inner(
            "derivative",
            1,
            Tensor.scalar(0.3),
            ClosedProgramsTest::wave,
            (b, f, x, v) -> derivative(b, f, x),
            (x, p, v) -> slope(x, p)),
        new Inner(
            "valueAndDerivative",
            1,
            Tensor.scalar(0.3),
            ClosedProgramsTest::wave,
            (b, f, x, v) -> {
              var both = valueAndDerivative(b, f, x);
              return Flattening.flatten(both.value(), both.derivative());
            },
            (x, p, v) -> Flattening.flatten(wave(x, p), slope(x, p))));
  }

  private static Stream<Inner> jacobians() {
    return Stream.of(
        new Inner(
            "jacobian",
            1,
            X,
            ClosedProgramsTest::wave,
            (b, f, x, v) -> jacobian(b, f, x),
            (x, p, v) -> diagonal(slope(x, p))),
        new Inner(
            "valueAndJacobian",
            1,
            X,
            ClosedProgramsTest::wave,
            (b, f, x, v) -> {
              var both = valueAndJacobian(b, f, x);
              return Flattening.flatten(both.value(), both.jacobian());
            },
            (x, p, v) -> Flattening.flatten(wave(x, p), diagonal(slope(x, p)))),
        new Inner(
            "batchedJacobian",
            1,
            ROWS,
            ClosedProgramsTest::wave,
            (b, f, x, v) -> batchedJacobian(b, f, x),
            (x, p, v) ->
                Tensor.stack(0, diagonal(slope(x.get(0), p)), diagonal(slope(x.get(1), p)))));
  }

  private static Stream<Inner> secondOrder() {
    return Stream.of(
        new Inner(
            "secondDerivative",
            2,
            Tensor.scalar(0.3),
            ClosedProgramsTest::wave,
            (b, f, x, v) -> secondDerivative(b, f, x),
            (x, p, v) -> bend(x, p)),
        new Inner(
            "hvp",
            2,
            X,
            ClosedProgramsTest::energy,
            (b, f, x, v) -> hvp(b, f, x, v),
            (x, p, v) -> bend(x, p).times(v)),
        new Inner(
            "gradientAndHvp",
            2,
            X,
            ClosedProgramsTest::energy,
            (b, f, x, v) -> {
              var both = gradientAndHvp(b, f, x, v);
              return Flattening.flatten(both.gradient(), both.hvp());
            },
            (x, p, v) -> Flattening.flatten(slope(x, p), bend(x, p).times(v))),
        new Inner(
            "hessian",
            2,
            X,
            ClosedProgramsTest::energy,
            (b, f, x, v) -> hessian(b, f, x),
            (x, p, v) -> diagonal(bend(x, p))),
        new Inner(
            "valueGradientAndHessian",
            2,
            X,
            ClosedProgramsTest::energy,
            (b, f, x, v) -> {
              var three = valueGradientAndHessian(b, f, x);
              return Flattening.flatten(three.value(), three.gradient(), three.hessian());
            },
            (x, p, v) -> Flattening.flatten(energy(x, p), slope(x, p), diagonal(bend(x, p)))),
        new Inner(
            "laplacian",
            2,
            X,
            ClosedProgramsTest::energy,
            (b, f, x, v) -> laplacian(b, f, x),
            (x, p, v) -> bend(x, p).sum()));
  }

  /** Where f has its parameter p. */
  private enum Place {
    SHOWN,
    IN_A_LAMBDA,
    SHOWN_IN_PART,
    IN_A_LIST,
    AS_A_FUNCTION_OF_IT;

    Differentiable<Tensor> hide(BinaryOperator<Tensor> f, Tensor p) {
      return switch (this) {
        case SHOWN -> FixedParams.of(f::apply, p);
        case IN_A_LAMBDA -> x -> f.apply(x, p);
        case SHOWN_IN_PART -> FixedParams.of((x, q) -> f.apply(x, q.times(3).minus(p.times(2))), p);
        case IN_A_LIST -> {
          List<Tensor> list = List.of(p.times(2));
          yield x -> f.apply(x, list.get(0).div(2));
        }
        case AS_A_FUNCTION_OF_IT -> {
          Differentiable<Tensor> hidden = x -> f.apply(x, p);
          yield x -> hidden.andThen(y -> y.plus(p.sum()).minus(p.sum())).apply(x);
        }
      };
    }
  }

  @TestFactory
  Stream<DynamicTest> nothingIsLostOnAnEngineOfNumbers() {
    Backend numbers = new NumbersBackend();
    Backend twice = Backends.secondOrder(numbers, Backends.named("reverse"));
    return tests(order -> order == 1 ? numbers : twice, order -> 1e-12);
  }

  /** Central differences; differences of differences keep half of the digits. */
  @TestFactory
  Stream<DynamicTest> nothingIsLostOnFiniteDifferences() {
    return tests(order -> Backends.named("finite"), order -> order == 1 ? 1e-6 : 1e-3);
  }

  /** By the order of the inner derivative. */
  @FunctionalInterface
  private interface ByOrder<T> {
    T of(int order);
  }

  private static Stream<DynamicTest> tests(ByOrder<Backend> backends, ByOrder<Double> tolerances) {
    return inner()
        .flatMap(
            inner ->
                Stream.of(Place.values())
                    .map(
                        place ->
                            dynamicTest(
                                inner.name() + ", p " + place,
                                () ->
                                    check(
                                        inner,
                                        place,
                                        backends.of(inner.order()),
                                        tolerances.of(inner.order())))));
  }

  private static void check(Inner inner, Place place, Backend backend, double tolerance) {
    for (boolean moving : new boolean[] {false, true}) {
      TensorFunction closed =
          z -> inner.closed().at(point(inner, z, moving), z, vector(z, moving)).flatten();
      TensorFunction nested =
          z ->
              inner
                  .by()
                  .at(backend, place.hide(inner.f(), z), point(inner, z, moving), vector(z, moving))
                  .flatten();
      for (String spec : OUTER) {
        Backend outer = Backends.named(spec);
        String what = spec + (moving ? ", point and vector move" : "");
        Tensor value = closed.apply(Z);
        assertClose(value, nested.apply(Z), tolerance, what + ": value");
        Tensor cotangent = value.cos().plus(0.5);
        assertClose(
            pullback(outer, closed, Z, cotangent),
            pullback(outer, nested, Z, cotangent),
            tolerance,
            what + ": pullback");
        assertClose(
            pushforward(outer, closed, Z, V),
            pushforward(outer, nested, Z, V),
            tolerance,
            what + ": pushforward");
        assertClose(
            jacobian(outer, closed, Z), jacobian(outer, nested, Z), tolerance, what + ": jacobian");
      }
    }
  }

  private static Tensor point(Inner inner, Tensor z, boolean moving) {
    return moving ? inner.at().times(z.square().sum().times(0.3)) : inner.at();
  }

  private static Tensor vector(Tensor z, boolean moving) {
    return moving ? V.times(z.cos()) : V;
  }

  /** ∂²/∂p² of p cos(px) is −2x sin(px) − p x² cos(px), a diagonal of the Hessian of its sum. */
  @Test
  void theDerivativeIsDifferentiatedAgain() {
    Backend numbers = new NumbersBackend();
    Tensor a = Z.times(X);
    Tensor expected = X.times(-2).times(a.sin()).minus(Z.times(X.square()).times(a.cos()));
    for (Place place : Place.values()) {
      TensorFunction f = z -> gradient(numbers, place.hide(ClosedProgramsTest::energy, z), X).sum();
      for (String outer : OUTER) {
        assertClose(
            diagonal(expected), hessian(Backends.named(outer), f, Z), 1e-12, outer + ", " + place);
      }
    }
  }

  @Test
  void theValueIsThatOfTheEngineAndOnlyOfIt() {
    NumbersBackend numbers = new NumbersBackend();
    gradient(numbers, x -> x.square().sum(), X);
    assertEquals(3, numbers.sweeps().get(), "a sweep for each coordinate, nothing else");
    gradient(Backends.named("reverse"), z -> gradient(numbers, x -> energy(x, z), X).sum(), Z);
    assertEquals(6, numbers.sweeps().get(), "and as many inside another derivative");
  }

  @Test
  void whatDerivativesAreNotToSeeIsNotFollowed() {
    Backend numbers = new NumbersBackend();
    TensorFunction f = z -> gradient(numbers, x -> energy(x, z.stopGradient()), X).sum();
    assertEquals(Tensor.zeros(3), gradient(Backends.named("reverse"), f, Z));
  }

  /** What f captured decides the branch; each has its own derivative. */
  @Test
  void branchesOnCapturedValuesGoAsTheyShould() {
    Backend numbers = new NumbersBackend();
    TensorFunction f =
        z ->
            gradient(
                    numbers,
                    x -> z.sum().isGreaterThan(1) ? energy(x, z) : x.times(z.square()).sum(),
                    X)
                .sum();
    Backend reverse = Backends.named("reverse");
    Tensor a = Z.times(X);
    assertClose(a.cos().minus(a.times(a.sin())), gradient(reverse, f, Z), 1e-12, "above");
    assertClose(Z.times(-2), gradient(reverse, f, Z.times(-1)), 1e-12, "below");
  }

  @Test
  void rowsOfABatchGoToTheEngineOneByOne() {
    Backend numbers = new NumbersBackend();
    TensorFunction rows =
        Vectorized.overRows(
            x -> gradient(numbers, FixedParams.of(ClosedProgramsTest::energy, Z), x));
    assertClose(slope(ROWS, Z), rows.apply(ROWS), 1e-12, "shown");
    TensorFunction hiding = Vectorized.overRows(z -> gradient(numbers, x -> energy(x, z), X));
    String message = assertThrows(FluxionException.class, () -> hiding.apply(ROWS)).getMessage();
    assertTrue(message.contains("inside a batch"), message);
  }

  /** The engine could call it, but nothing could follow the derivative by z. */
  @Test
  void anOpaqueFunctionIsRefusedBeforeTheEngineWorks() {
    NumbersBackend numbers = new NumbersBackend();
    OpaqueFunction opaque = OpaqueFunction.scalar(x -> x[0] * x[1]);
    String message =
        assertThrows(
                UnsupportedDerivativeException.class,
                () ->
                    gradient(Backends.named("reverse"), z -> gradient(numbers, opaque, z).sum(), Z))
            .getMessage();
    assertTrue(message.contains("DifferentiateWith"), message);
    assertEquals(0, numbers.sweeps().get());
  }

  @Test
  void differentiateWithTakesTheEngineForOneDerivativeAndRefusesTwo() {
    DifferentiateWith<Tensor> f =
        DifferentiateWith.of(x -> x.times(Z).sin().sum(), new NumbersBackend());
    for (String spec : OUTER) {
      Backend outer = Backends.named(spec);
      assertClose(slope(X, Z), gradient(outer, f, X), 1e-12, spec);
      String message =
          assertThrows(UnsupportedDerivativeException.class, () -> hvp(outer, f, X, V))
              .getMessage();
      assertTrue(
          message.startsWith(
              "DifferentiateWith(numbers): a derivative of its derivative is wanted"),
          message);
      assertTrue(message.contains("takes plain tensors only"), message);
    }
  }
}
