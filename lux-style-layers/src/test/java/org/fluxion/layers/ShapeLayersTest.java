package org.fluxion.layers;

import static org.fluxion.layers.Check.assertShape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Layers that move elements, and those that apply a given function or none. */
class ShapeLayersTest {
  private static final Tensor X =
      Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 2, 2, 3);

  private static Tensor y(Layer layer, Tensor x) {
    return layer.apply(x, Parameters.empty(), State.empty()).y();
  }

  @Test
  void reshapeKeepsTheBatchAndTheOrder() {
    assertEquals(X.reshape(2, 3, 2), y(new Reshape(3, 2), X));
    assertEquals(X.reshape(2, 6), y(new Reshape(6), X));
    assertShape(y(new Reshape(3, 2), Tensor.zeros(0, 6)), 0, 3, 2);
    assertEquals(Tensor.vector(1, 2), y(new Reshape(), Tensor.of(new double[] {1, 2}, 2, 1)));
  }

  @Test
  void flattenMakesAVectorOfEachSample() {
    assertEquals(X.reshape(2, 6), y(new Flatten(), X));
    assertShape(y(new Flatten(), Tensor.zeros(0, 2, 3)), 0, 6);
    assertShape(y(new Flatten(), Tensor.zeros(4)), 4, 1);
  }

  @Test
  void selectDimTakesOneIndexOfAnAxis() {
    assertEquals(X.get(1), y(new SelectDim(0, 1), X));
    assertEquals(
        Tensor.matrix(new double[][] {{4, 5, 6}, {10, 11, 12}}), y(new SelectDim(1, -1), X));
    assertEquals(Tensor.matrix(new double[][] {{1, 4}, {7, 10}}), y(new SelectDim(-1, 0), X));
    assertEquals(Tensor.scalar(7), y(new SelectDim(0, 1), Tensor.vector(5, 7)));
  }

  @Test
  void noOpReturnsItsInput() {
    assertSame(X, y(new NoOp(), X));
    State st = State.empty();
    assertSame(st, new NoOp().apply(X, Parameters.empty(), st).st());
  }

  @Test
  void wrappedFunctionReturnsWhatTheFunctionDoes() {
    assertEquals(X.square(), y(new WrappedFunction("square", Tensor::square), X));
    assertRefused(
        "WrappedFunction: nothing returned null", new WrappedFunction("nothing", x -> null), 1);
  }

  @Test
  void refuseInputsThatDoNotFit() {
    assertRefused(
        "Reshape([2, 2]): x has shape [3, 6], in which a sample has 6 elements instead of 4",
        new Reshape(Shape.of(2, 2)),
        3,
        6);
    assertRefused("Reshape([1]): x has shape [], in which there is no axis 0", new Reshape(1));
    assertRefused("Flatten: x has shape [], in which there is no axis 0", new Flatten());
    assertRefused(
        "SelectDim(2, 0): x has shape [3, 6], in which there is no axis 2",
        new SelectDim(2, 0),
        3,
        6);
    assertRefused(
        "SelectDim(-1, 6): x has shape [3, 6], in which axis 1 has no index 6",
        new SelectDim(-1, 6),
        3,
        6);
    assertRefused(
        "SelectDim(0, -4): x has shape [3, 6], in which axis 0 has no index -4",
        new SelectDim(0, -4),
        3,
        6);
  }

  private static void assertRefused(String message, Layer layer, int... shape) {
    var error = assertThrows(FluxionException.class, () -> y(layer, Tensor.zeros(shape)));
    assertEquals(message, error.getMessage());
  }
}
