package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;

import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The numbers are from Python's math module: tanh, x · erfc(−x/√2) / 2, 1 / (1 + exp(−x)). */
class ActivationTest {
  private static final Tensor X = Tensor.vector(-2, -0.5, 0, 1, 3);

  @Test
  void identityChangesNothing() {
    assertClose(X, Activation.IDENTITY.apply(X));
  }

  @Test
  void tanhHasItsValues() {
    assertClose(
        Tensor.vector(
            -0.9640275800758169, -0.46211715726000974, 0, 0.7615941559557649, 0.9950547536867305),
        Activation.TANH.apply(X));
  }

  @Test
  void reluKeepsThePositivePart() {
    assertClose(Tensor.vector(0, 0, 0, 1, 3), Activation.RELU.apply(X));
  }

  @Test
  void geluIsTheExactOneAndNotItsApproximationByTanh() {
    // By tanh the last element would be 2.9963626…
    assertClose(
        Tensor.vector(
            -0.04550026389635839, -0.15426876936299344, 0, 0.8413447460685429, 2.99595030590511),
        Activation.GELU.apply(X));
  }

  @Test
  void sigmoidHasItsValues() {
    assertClose(
        Tensor.vector(
            0.11920292202211755, 0.3775406687981454, 0.5, 0.7310585786300049, 0.9525741268224334),
        Activation.SIGMOID.apply(X));
  }
}
