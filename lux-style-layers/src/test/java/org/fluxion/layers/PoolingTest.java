package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PoolingTest {
  private static final Tensor SEQUENCE = Tensor.of(new double[] {-3, -1, -5, -4, -9}, 1, 5, 1);

  private static Tensor apply(Layer layer, Tensor x) {
    return layer.apply(x, Parameters.empty(), State.empty()).y();
  }

  private static Tensor row(double... elements) {
    return Tensor.of(elements, 1, elements.length, 1);
  }

  @Test
  void tilesAreReducedOneByOne() {
    // What is left over at the end is not seen.
    assertEquals(row(-1, -4), apply(new MaxPool(Window.tiles(2)), SEQUENCE));
    assertEquals(row(-2, -4.5), apply(new MeanPool(Window.tiles(2)), SEQUENCE));
  }

  @Test
  void paddingIsNeitherTheLargestNorCounted() {
    Window window = Window.of(3).withStride(2).withPadding(1);
    assertEquals(row(-1, -1, -4), apply(new MaxPool(window), SEQUENCE));
    assertClose(row(-2, -10.0 / 3, -6.5), apply(new MeanPool(window), SEQUENCE));
  }

  @Test
  void channelsAreApart() {
    Tensor x = Tensor.of(new double[] {1, 8, 3, 6}, 1, 2, 2);
    assertEquals(Tensor.of(new double[] {3, 8}, 1, 1, 2), apply(new MaxPool(Window.of(2)), x));
    assertEquals(Tensor.of(new double[] {2, 7}, 1, 2), apply(new GlobalMeanPool(), x));
  }

  @Test
  void tiesShareTheDerivative() {
    Tensor x = row(2, 2, 1);
    Tensor gradient =
        Derivatives.gradient(
            Backends.named("reverse"), (Tensor z) -> apply(new MaxPool(Window.of(3)), z).sum(), x);
    assertEquals(row(0.5, 0.5, 0), gradient);
  }

  @Test
  void aWindowThatSeesPaddingOnlyIsRefused() {
    assertEquals(
        "MaxPool: x has shape [1, 5, 1]; output position 0 sees nothing but padding; take less of"
            + " it",
        assertThrows(
                ShapeMismatchException.class,
                () -> apply(new MaxPool(Window.of(2).withPadding(2)), SEQUENCE))
            .getMessage());
  }

  @Test
  void wrongInputsAreRefused() {
    assertEquals(
        "MeanPool: x has shape [1, 5, 1]; expected 4 axes: batch, 2 lengths, channels",
        assertThrows(
                ShapeMismatchException.class,
                () -> apply(new MeanPool(Window.of(2), Window.of(2)), SEQUENCE))
            .getMessage());
    for (Tensor x : new Tensor[] {Tensor.zeros(2, 3), Tensor.zeros(2, 0, 3)}) {
      assertEquals(
          "GlobalMeanPool: x has shape "
              + x.shape()
              + "; expected batch, one length or more, channels, and no length of 0",
          assertThrows(ShapeMismatchException.class, () -> apply(new GlobalMeanPool(), x))
              .getMessage());
    }
    assertEquals(
        "MaxPool: no window; give one for each axis between batch and channels",
        assertThrows(FluxionException.class, () -> new MaxPool()).getMessage());
  }
}
