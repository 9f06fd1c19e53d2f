package org.fluxion.backend.pytorch;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.Derivatives.secondDerivative;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Where libtorch gives undefined tensors, or throws, the answer is zeros of the right shape. */
class ZerosTest {
  private static final Backend PYTORCH = new PytorchBackend(1);
  private static final Tensor X = Tensor.vector(1, -2, 3);

  @Test
  void anInputThatIsNotUsedHasAGradientOfZeros() {
    Differentiable<List<Tensor>> first = inputs -> inputs.get(0).square().sum();
    List<Tensor> both = List.of(X, Tensor.ones(2, 2));
    assertEquals(List.of(X.times(2), Tensor.zeros(2, 2)), gradient(PYTORCH, first, both));
    assertEquals(List.of(X.times(2), Tensor.zeros(2, 2)), hvp(PYTORCH, first, both, both));
  }

  @Test
  void aConstantHasDerivativesOfZeros() {
    assertEquals(Tensor.zeros(3), gradient(PYTORCH, x -> Tensor.scalar(7), X));
    assertEquals(Tensor.zeros(3), gradient(PYTORCH, x -> x.stopGradient().square().sum(), X));
    assertEquals(Tensor.zeros(2), pushforward(PYTORCH, x -> Tensor.vector(7, 8), X, X));
    assertEquals(Tensor.zeros(2, 3), jacobian(PYTORCH, x -> Tensor.vector(7, 8), X));
    assertEquals(Tensor.zeros(3, 3), hessian(PYTORCH, x -> Tensor.scalar(7), X));
  }

  @Test
  void theSecondDerivativeOfALinearFunctionIsZero() {
    assertEquals(Tensor.zeros(3), hvp(PYTORCH, x -> x.times(2).sum(), X, X));
    assertEquals(Tensor.zeros(3, 3), hessian(PYTORCH, x -> x.dot(Tensor.vector(1, 2, 3)), X));
    assertEquals(0, secondDerivative(PYTORCH, x -> x.times(3), 5.0).item());
    // Its derivative, the sign, is a constant with a graph of its own.
    assertEquals(Tensor.zeros(3, 3), hessian(PYTORCH, x -> x.abs().sum(), X));
  }

  @Test
  void theFourthDerivativeOfACubeIsZero() {
    Tensor fourth =
        secondDerivative(PYTORCH, x -> secondDerivative(PYTORCH, y -> y.pow(3), x), 2.0);
    assertEquals(0, fourth.item());
    assertEquals(
        6, derivative(PYTORCH, x -> secondDerivative(PYTORCH, y -> y.pow(3), x), 2.0).item());
  }

  @Test
  void nothingInGivesNothingOut() {
    assertEquals(Tensor.zeros(0), gradient(PYTORCH, x -> x.sum(), Tensor.zeros(0)));
    assertEquals(Tensor.zeros(0, 0), hessian(PYTORCH, x -> x.sum(), Tensor.zeros(0)));
  }
}
