package org.fluxion.engines;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fluxion.Backend;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A coordinate that is not varied, or not used, gives 0, however steep the function is there. */
class StrongZerosTest {
  private static final Tensor X = Tensor.vector(0, 4);

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aTangentOfZeroStaysZero(String spec) {
    Tensor pushed = pushforward(Engines.named(spec), Tensor::sqrt, X, Tensor.vector(0, 1));
    assertEquals(Tensor.vector(0, 0.25), pushed);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aCotangentOfZeroStaysZero(String spec) {
    Tensor pulled = pullback(Engines.named(spec), Tensor::sqrt, X, Tensor.vector(0, 1));
    assertEquals(Tensor.vector(0, 0.25), pulled);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void anElementThatIsNotUsedHasNoDerivative(String spec) {
    Tensor g = gradient(Engines.named(spec), x -> x.sqrt().get(1), X);
    assertEquals(Tensor.vector(0, 0.25), g);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void whatReallyIsInfiniteStaysInfinite(String spec) {
    Tensor g = gradient(Engines.named(spec), x -> x.sqrt().sum(), X);
    assertEquals(Tensor.vector(Double.POSITIVE_INFINITY, 0.25), g);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aJacobianIsDiagonalBesideAnInfinity(String spec) {
    Tensor j = jacobian(Engines.named(spec), Tensor::sqrt, X);
    assertEquals(Tensor.matrix(new double[][] {{Double.POSITIVE_INFINITY, 0}, {0, 0.25}}), j);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void theBranchNotTakenGivesNothing(String spec) {
    TensorFunction f = x -> Tensor.where(x.greater(0), x.log(), x.square()).sum();
    assertEquals(Tensor.vector(0, 0.25), gradient(Engines.named(spec), f, X));
    TensorFunction g = x -> Tensor.where(x.greater(0), x.square(), x.reciprocal()).sum();
    assertEquals(Tensor.vector(-0.25, 8), gradient(Engines.named(spec), g, Tensor.vector(-2, 4)));
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aValueThatIsNotANumberInTheBranchNotTakenGivesNothing(String spec) {
    TensorFunction f = x -> Tensor.where(x.greater(0), x.sqrt(), x.times(3)).sum();
    assertEquals(Tensor.vector(3, 0.25), gradient(Engines.named(spec), f, Tensor.vector(-1, 4)));
  }

  /** Σ x^1.5 has the second derivatives 0.75 / √x. */
  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#secondOrder")
  void aDirectionOfZeroStaysZeroAtSecondOrder(String spec) {
    Backend backend = Engines.named(spec);
    Tensor h = hvp(backend, x -> x.pow(1.5).sum(), X, Tensor.vector(0, 1));
    assertClose(Tensor.vector(0, 0.375), h, "hvp");
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#secondOrder")
  void theBranchNotTakenGivesNothingAtSecondOrder(String spec) {
    TensorFunction f = x -> Tensor.where(x.greater(0), x.log(), x.pow(3)).sum();
    Tensor h = hvp(Engines.named(spec), f, Tensor.vector(0, 4), Tensor.vector(1, 1));
    assertClose(Tensor.vector(0, -0.0625), h, "hvp");
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aRootOfAProductIsInfiniteOnlyWhereItIs(String spec) {
    Tensor g =
        gradient(Engines.named(spec), x -> x.get(0).times(x.get(1)).sqrt(), Tensor.vector(1, 0));
    assertEquals(Double.POSITIVE_INFINITY, g.get(1).item());
    double other = g.get(0).item();
    // 0 times infinity: IEEE says NaN, the limit along x₀ says 0.
    assertTrue(other == 0 || Double.isNaN(other), g::toString);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void stoppedGradientsAreZero(String spec) {
    TensorFunction f = x -> x.stopGradient().times(x).sum();
    Tensor x = Tensor.vector(2, -3);
    assertEquals(x, gradient(Engines.named(spec), f, x));
  }
}
