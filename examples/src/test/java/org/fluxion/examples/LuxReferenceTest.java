package org.fluxion.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fluxion.Backends;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuxReferenceTest {
  /** The manual's own distance from forward mode is 5.7e-6. */
  private static final double FLOAT32 = 6e-6;

  private final LuxReference reference = LuxReference.load();

  @Test
  void weightsComeTransposedFromTheFileSoThatRowsAreSamples() {
    Parameters ps = reference.at().ps();
    assertEquals(List.of("layer_1", "layer_2", "layer_3", "layer_4"), reference.at().ps().names());
    assertEquals(Shape.of(16, 1), reference.at().t().shape());
    assertEquals(Shape.of(1, 12), ps.tensor("layer_1.weight").shape());
    assertEquals(Shape.of(12), ps.tensor("layer_1.bias").shape());
    // The second row in the file is the second output of the layer.
    assertEquals(0.05161404609680176, ps.tensor("layer_2.weight").get(0, 1).item());
    assertEquals(0.627494215965271, ps.tensor("layer_2.weight").get(1, 0).item());
  }

  @Test
  void gradientsOfTheFileRoundToWhatTheManualPrints() {
    Arguments gradient = reference.gradient();
    double[] t = gradient.t().toArray();
    assertEquals(-0.55306894, t[0], FLOAT32);
    assertEquals(0.15707001, t[1], FLOAT32);
    assertEquals(-8.553633, t[14], FLOAT32);
    assertEquals(0.07513529, t[15], FLOAT32);
    assertEquals(15.794909, gradient.ps().tensor("layer_4.weight").get(0, 0).item(), FLOAT32);
    assertEquals(11.461399, gradient.ps().tensor("layer_4.bias").get(0).item(), FLOAT32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed", "reverse", "forward", "reverse(nested=off)"})
  void innerDerivativeIsThatOfTheFile(String backend) {
    Tensor slope =
        NestedLoss.slope(
            Backends.named(backend),
            reference.loss().stateful(reference.at().ps()),
            reference.at().t());
    assertArrayEquals(reference.slope().toArray(), slope.toArray(), 1e-12);
  }
}
