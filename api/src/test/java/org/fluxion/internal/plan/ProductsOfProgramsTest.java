package org.fluxion.internal.plan;

import static org.fluxion.internal.plan.Plans.assertProgram;

import java.util.List;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** How programs rewrite the products of layers; the results stay the same to the bit. */
class ProductsOfProgramsTest {
  private static final Tensor MANY = Plans.random(1, 16, 3);
  private static final Tensor FEW = Plans.random(2, 2, 3);
  private static final Tensor WEIGHTS = Plans.random(3, 3, 4);
  private static final Tensor BIAS = Plans.random(4, 4);
  private static final Tensor BACK = Plans.random(5, 16, 4);

  @Test
  void aBiasIsAddedByTheProduct() {
    assertProgram(
        List.of("matmulNNPlusRow"),
        t -> new Tensor[] {t[0].matmul(t[1]).plus(t[2])},
        MANY,
        WEIGHTS,
        BIAS);
    assertProgram(
        List.of("matmulNNPlusRow"),
        t -> new Tensor[] {t[0].matmul(t[1]).plus(t[2])},
        MANY,
        WEIGHTS,
        BIAS.reshape(1, 4));
  }

  @Test
  void whatIsNoRowIsAddedAfterwards() {
    assertProgram(
        List.of("matmulNN", "broadcastTo[16, 4]", "plus"),
        t -> new Tensor[] {t[0].matmul(t[1]).plus(t[2])},
        MANY,
        WEIGHTS,
        Plans.random(6, 16, 1));
    assertProgram(
        List.of("matmulNN", "broadcastTo[16, 4]", "plus"),
        t -> new Tensor[] {t[0].matmul(t[1]).plus(t[2])},
        MANY,
        WEIGHTS,
        Tensor.scalar(2));
    assertProgram(
        List.of("matmulNN", "broadcastTo[16, 4]", "minus"),
        t -> new Tensor[] {t[0].matmul(t[1]).minus(t[2])},
        MANY,
        WEIGHTS,
        BIAS);
  }

  @Test
  void weightsAreTransposedOnceForAllTheirProductsWithManyRows() {
    assertProgram(
        List.of("transpose[1, 0]", "matmulNN", "exp", "matmulNN"),
        t -> {
          Tensor back = t[0].matmul(t[1].transpose());
          return new Tensor[] {back, t[0].exp().matmul(t[1].transpose())};
        },
        BACK,
        WEIGHTS);
  }

  @Test
  void aTransposedFactorOfFewRowsIsAFactor() {
    assertProgram(
        List.of("matmulNT"),
        t -> new Tensor[] {t[0].matmul(t[1].transpose())},
        FEW,
        Plans.random(7, 4, 3));
    assertProgram(
        List.of("matmulTN"),
        t -> new Tensor[] {t[0].transpose().matmul(t[1])},
        MANY,
        Plans.random(8, 16, 4));
  }
}
