package org.fluxion.backend.hipparchus;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.backend.hipparchus.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.CustomRule;
import org.fluxion.Differentiable;
import org.fluxion.FixedParams;
import org.fluxion.TensorFunction;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Second order at a plain point of functions that capture what another derivative watches. */
class NestingTest {
  private static final Backend B = new HipparchusBackend(2);
  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9);
  private static final Tensor P = Tensor.vector(1.3, 0.4, -0.8);
  private static final Tensor W = Tensor.vector(0.7, -1.1, 1.6);

  static List<Backend> outer() {
    return Stream.of("forward", "reverse", "mixed", "hipparchus").map(Backends::named).toList();
  }

  /** Σ w · p² (−sin p x) v is the weighted product; by p it is Σ w v (−2 p sin − p² x cos). */
  @ParameterizedTest
  @MethodSource("outer")
  void secondOrderKeepsCapturedParameters(Backend outer) {
    TensorFunction product = p -> hvp(B, x -> x.times(p).sin().sum(), X, W).times(W).sum();
    Tensor px = P.times(X);
    Tensor expected =
        px.sin().times(P).times(-2).minus(P.square().times(X).times(px.cos())).times(W.square());
    assertClose(expected, gradient(outer, product, P), "by the parameter");
    TensorFunction whole = p -> hessian(B, x -> x.times(p).sin().sum(), X).matmul(W).dot(W);
    assertClose(expected, gradient(outer, whole, P), "by the parameter, of the whole Hessian");
  }

  @ParameterizedTest
  @MethodSource("outer")
  void secondOrderIsDifferentiatedByItsPointAndItsVector(Backend outer) {
    TensorFunction byPoint = x -> hvp(B, y -> y.pow(4).sum(), x, W).sum();
    assertClose(X.times(24).times(W), gradient(outer, byPoint, X), "by the point");
    TensorFunction byVector = v -> hvp(B, y -> y.pow(4).sum(), X, v).sum();
    assertClose(X.square().times(12), gradient(outer, byVector, W), "by the vector");
  }

  /** A parameter met in the middle: what was computed on plain numbers before goes along. */
  @ParameterizedTest
  @MethodSource("outer")
  void plainElementsMeetWatchedOnesHalfWay(Backend outer) {
    TensorFunction f =
        p ->
            gradient(
                    B,
                    x -> {
                      Tensor before = x.square().exp();
                      Tensor watched = before.times(p);
                      return watched.times(before).plus(x.sin().div(before)).sum();
                    },
                    X)
                .times(W)
                .sum();
    // d/dp of w · d/dx (p e^(2x²)) = w · 4x e^(2x²)
    Tensor expected = X.times(4).times(X.square().times(2).exp()).times(W);
    assertClose(expected, gradient(outer, f, P), "by the parameter");
  }

  @Test
  void theSixthDerivativeByItself() {
    Differentiable<Tensor> f = x -> x.reciprocal();
    for (int order = 0; order < 6; order++) {
      Differentiable<Tensor> given = f;
      f = x -> derivative(B, given, x);
    }
    assertClose(720 / Math.pow(1.5, 7), f.apply(Tensor.scalar(1.5)).item(), "720 / x⁷");
  }

  @Test
  void saysWhereItIs() {
    Linearization at = B.linearize(x -> x, Tensor.scalar(2));
    assertEquals("hipparchus linearization at [2.0]", at.toString());
    assertEquals(
        "hipparchus second order at [2.0], pullback derived",
        B.linearizeGradient(x -> x, Tensor.scalar(2)).toString());
  }

  /** Σ (∂/∂x Σ x p)² = Σ p², by a product of one's own that sees x and p at different levels. */
  @Test
  void aProductOfOnesOwnSeesBothLevels() {
    Backend backend = Backends.named("hipparchus");
    CustomRule product =
        CustomRule.of(
            "product",
            x -> x[0].times(x[1]),
            (x, t) -> x[0].times(t[1]).plus(x[1].times(t[0])),
            (x, c) -> new Tensor[] {x[1].times(c), x[0].times(c)});
    Tensor x = Tensor.vector(0.5, -2);
    Tensor p = Tensor.vector(3, 0.25);
    Tensor found =
        gradient(
            backend,
            q ->
                gradient(backend, FixedParams.of((z, r) -> product.apply(z, r).sum(), q), x)
                    .square()
                    .sum(),
            p);
    assertEquals(p.times(2), found);
  }
}
