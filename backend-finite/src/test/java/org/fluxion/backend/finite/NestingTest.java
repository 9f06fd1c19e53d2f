package org.fluxion.backend.finite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Finite differences inside an exact derivative, which sees the quotient and reads no value.
 *
 * <p>The tolerance is that of {@link FirstDerivativesTest} for one-sided differences of functions
 * of size 1, and a tenth of it covers central ones many times.
 */
class NestingTest {
  private static final double ONE_SIDED = 3e-7;
  private static final Tensor ONE = Tensor.scalar(1);

  private static Tensor slope(String kind, MultiFunction f, Tensor x) {
    return Finite.with("kind", kind).linearize(f, x).pullback(ONE)[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"central", "forward", "backward"})
  void theOuterDerivativeOfThePoint(String kind) {
    MultiFunction f = z -> new Tensor[] {z[0].sin()};
    Tensor x = Tensor.scalar(0.7);
    Tensor byPullback = Dual.tangent(z -> new Tensor[] {slope(kind, f, z[0])}, x, ONE);
    Tensor byPushforward =
        Dual.tangent(z -> Finite.with("kind", kind).linearize(f, z).pushforward(ONE), x, ONE);
    assertEquals(-Math.sin(0.7), byPullback.item(), ONE_SIDED);
    assertEquals(-Math.sin(0.7), byPushforward.item(), ONE_SIDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"central", "forward", "backward"})
  void theOuterDerivativeOfWhatTheFunctionCaptured(String kind) {
    Tensor a =
        Dual.tangent(
            z -> new Tensor[] {slope(kind, x -> new Tensor[] {z[0].times(x[0].sin())}, ONE)},
            Tensor.scalar(3),
            ONE);
    assertEquals(Math.cos(1), a.item(), ONE_SIDED);
  }

  /** d/dx (x · d/dy (x + y)) = 1: the inner derivative must not see the outer one's x move. */
  @ParameterizedTest
  @ValueSource(strings = {"central", "forward", "backward"})
  void perturbationsAreNotConfused(String kind) {
    Tensor answer =
        Dual.tangent(
            x -> new Tensor[] {x[0].times(slope(kind, y -> new Tensor[] {x[0].plus(y[0])}, ONE))},
            Tensor.scalar(3),
            ONE);
    assertEquals(1, answer.item(), 3 * ONE_SIDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"central", "forward", "backward"})
  void theOuterDerivativeOfTheTangent(String kind) {
    MultiFunction f = z -> new Tensor[] {z[0].exp().sum()};
    Linearization at = Finite.with("kind", kind).linearize(f, Tensor.vector(0.5, -0.5));
    double[] gradient = {Math.exp(0.5), Math.exp(-0.5)};
    Tensor v = Tensor.vector(2, 1);
    assertEquals(
        gradient[1], Dual.tangent(at::pushforward, v, Tensor.vector(0, 1)).item(), ONE_SIDED);
    // A watched tangent may be zero without anybody knowing.
    Tensor zero = Tensor.zeros(2);
    Linearization flat = Finite.with("kind", kind).linearize(z -> new Tensor[] {z[0].sum()}, v);
    assertEquals(Shape.SCALAR, Dual.tangent(flat::pushforward, zero, v).shape());
    assertEquals(
        0, Dual.tangent(x -> new Tensor[] {flat.pushforward(x)[0].square()}, zero, v).item());
  }

  @ParameterizedTest
  @ValueSource(strings = {"central", "forward", "backward"})
  void theOuterDerivativeOfTheCotangent(String kind) {
    MultiFunction f = z -> new Tensor[] {z[0].sin()};
    Linearization at = Finite.with("kind", kind).linearize(f, Tensor.vector(1, 2));
    Tensor answer = Dual.tangent(at::pullback, Tensor.vector(5, 6), Tensor.vector(1, -1));
    assertArrayEquals(new double[] {Math.cos(1), -Math.cos(2)}, answer.toArray(), ONE_SIDED);
  }

  /** The third derivative of the sine; one-sided second differences are good to 1.2e-4. */
  @ParameterizedTest
  @ValueSource(strings = {"central", "forward", "backward"})
  void theOuterDerivativeOfASecondDerivative(String kind) {
    MultiFunction f = z -> new Tensor[] {z[0].sin()};
    Tensor answer =
        Dual.tangent(
            z ->
                new Tensor[] {
                  Finite.with("kind", kind).linearizeGradient(f, z).pushforward(ONE)[1]
                },
            Tensor.scalar(0.7),
            ONE);
    assertEquals(-Math.cos(0.7), answer.item(), 1.2e-4);
  }
}
