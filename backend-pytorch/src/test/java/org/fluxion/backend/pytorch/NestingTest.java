package org.fluxion.backend.pytorch;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.pushforward;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.PreparedGradient;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** libtorch inside itself and others, and others inside it. */
class NestingTest {
  private static final Backend PYTORCH = Backends.named("pytorch(nested=off)");
  private static final double TOLERANCE = 1e-12;

  static Stream<Backend> others() {
    return Stream.of("pytorch(nested=off)", "forward", "reverse(nested=off)", "mixed", "hipparchus")
        .map(Backends::named);
  }

  /** x³ sin x; its third derivative is (6 − 9x²) sin x + (18x − x³) cos x. */
  private static Tensor f(Tensor x) {
    return x.pow(3).times(x.sin());
  }

  private static double third(double x) {
    return (6 - 9 * x * x) * Math.sin(x) + (18 * x - x * x * x) * Math.cos(x);
  }

  @ParameterizedTest
  @MethodSource("others")
  void thirdDerivativesAreRightWhereverItStands(Backend other) {
    double x = 1.3;
    for (Backend[] order :
        new Backend[][] {
          {PYTORCH, other, other}, {other, PYTORCH, other}, {other, other, PYTORCH}
        }) {
      Tensor value =
          derivative(
              order[0],
              a -> derivative(order[1], b -> derivative(order[2], NestingTest::f, b), a),
              x);
      assertEquals(third(x), value.item(), TOLERANCE * Math.abs(third(x)));
    }
  }

  /** d/dx x (d/dy x y) = d/dx x · x = 2x; confused perturbations give 2x + y or x. */
  @ParameterizedTest
  @MethodSource("others")
  void perturbationsAreNotConfused(Backend other) {
    Tensor outside =
        derivative(other, x -> x.times(derivative(PYTORCH, y -> x.times(y), 3.0)), 2.0);
    Tensor inside = derivative(PYTORCH, x -> x.times(derivative(other, y -> x.times(y), 3.0)), 2.0);
    assertEquals(4, outside.item());
    assertEquals(4, inside.item());
  }

  /** What is captured is worked on further out, while the inner derivative runs. */
  @ParameterizedTest
  @MethodSource("others")
  void capturedTensorsAreFollowed(Backend other) {
    // d/dy sin(c² y) = c² cos(c² y), and by c: 2c cos(c² y) − 2 c³ y sin(c² y).
    double c = 0.7;
    double y = 1.1;
    double expected = 2 * c * Math.cos(c * c * y) - 2 * c * c * c * y * Math.sin(c * c * y);
    for (Backend[] order : new Backend[][] {{other, PYTORCH}, {PYTORCH, other}}) {
      Tensor value =
          derivative(order[0], p -> derivative(order[1], z -> p.square().times(z).sin(), y), c);
      assertEquals(expected, value.item(), TOLERANCE);
    }
  }

  @Test
  void secondOrderWithOthersIsTheSameEitherWay() {
    TensorFunction f = x -> x.matmul(x.transpose()).logSumExp().times(x.norm());
    Tensor x = Tensor.matrix(new double[][] {{1, -0.5}, {0.25, 2}});
    Tensor expected = hessian(Backends.named("mixed"), f, x);
    for (String spec : new String[] {"forward", "reverse", "mixed", "hipparchus", "pytorch"}) {
      Backend other = Backends.named(spec);
      Tensor under = hessian(Backends.secondOrder(other, PYTORCH), f, x);
      Tensor over = hessian(Backends.secondOrder(PYTORCH, other), f, x);
      for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 4; k++) {
          assertEquals(expected.get(i, k).item(), under.get(i, k).item(), 1e-10);
          assertEquals(expected.get(i, k).item(), over.get(i, k).item(), 1e-10);
        }
      }
    }
  }

  @Test
  void branchesOfAPreparedFunctionAreStillItsOwn() {
    TensorFunction f = x -> x.isGreaterThan(0) ? x.square() : x.times(-3);
    PreparedGradient<Tensor> prepared = Derivatives.prepareGradient(PYTORCH, f, Tensor.scalar(1));
    assertEquals(4, prepared.at(Tensor.scalar(2)).item());
    assertEquals(-3, prepared.at(Tensor.scalar(-2)).item());
    assertEquals(6, prepared.at(Tensor.scalar(3)).item());
  }

  @Test
  void theFunctionIsCalledOnceForAllSweeps() {
    AtomicInteger calls = new AtomicInteger();
    var at =
        PYTORCH.linearize(
            inputs -> {
              calls.incrementAndGet();
              return new Tensor[] {inputs[0].exp()};
            },
            Tensor.scalar(0));
    for (int i = 1; i < 4; i++) {
      assertEquals(i, at.pullback(Tensor.scalar(i))[0].item());
      assertEquals(i, at.pushforward(Tensor.scalar(i))[0].item());
    }
    assertEquals(1, calls.get());
  }

  @Test
  void aJacobianInsideAPushforwardIsTheDerivativeOfTheJacobian() {
    Tensor x = Tensor.vector(1, 2);
    // J = diag(3x²), and along v diag(6 x v).
    Tensor along =
        pushforward(
            Backends.named("forward"),
            y -> Derivatives.jacobian(PYTORCH, z -> z.pow(3), y),
            x,
            Tensor.vector(1, -1));
    assertEquals(Tensor.matrix(new double[][] {{6, 0}, {0, -12}}), along);
    assertEquals(
        Tensor.vector(6, 24),
        gradient(
            PYTORCH,
            y -> gradient(Backends.named("forward"), z -> z.pow(3).sum(), y).dot(y.stopGradient()),
            x));
  }
}
