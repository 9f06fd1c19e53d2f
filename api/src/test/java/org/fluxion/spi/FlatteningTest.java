package org.fluxion.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FlatteningTest {
  private static final Tensor[] PARTS = {
    Tensor.matrix(new double[][] {{1, 2}, {3, 4}}),
    Tensor.scalar(5),
    Tensor.zeros(0, 3),
    Tensor.vector(6, 7)
  };

  @Test
  void elementsComeRowByRowAndOneTensorAfterTheOther() {
    assertEquals(Tensor.vector(1, 2, 3, 4, 5, 6, 7), Flattening.flatten(PARTS));
    assertEquals(Tensor.vector(5), Flattening.flatten(Tensor.scalar(5)));
    assertEquals(Tensor.zeros(0), Flattening.flatten());
  }

  @Test
  void theWayBackGivesTheSameTensors() {
    Flattening flattening = Flattening.of(PARTS);
    assertEquals(7, flattening.size());
    assertArrayEquals(PARTS, flattening.unflatten(Flattening.flatten(PARTS)));
    assertArrayEquals(
        new Tensor[] {Tensor.scalar(5)}, Flattening.of(PARTS[1]).unflatten(Tensor.vector(5)));
    assertEquals(0, Flattening.of().unflatten(Tensor.zeros(0)).length);
  }

  @Test
  void aVectorOfAnotherLengthIsRefusedWithTheShapes() {
    Flattening flattening = new Flattening(List.of(Shape.of(2), Shape.SCALAR));
    for (Tensor wrong : List.of(Tensor.zeros(2), Tensor.zeros(3, 1))) {
      assertEquals(
          "unflatten: a tensor of shape "
              + wrong.shape()
              + " is no vector of the 3 elements of shapes [[2], []]",
          assertThrows(ShapeMismatchException.class, () -> flattening.unflatten(wrong))
              .getMessage());
    }
  }
}
