package org.fluxion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.Test;

class OpaqueFunctionTest {
  @Test
  void aScalarFunctionTakesTheElementsInOrderAndGivesRankZero() {
    OpaqueFunction f = OpaqueFunction.scalar(a -> a[0] + 10 * a[1] + 100 * a[2] + 1000 * a[3]);
    assertEquals(Tensor.scalar(4321), f.apply(Tensor.matrix(new double[][] {{1, 2}, {3, 4}})));
    assertEquals(
        Tensor.scalar(7), OpaqueFunction.scalar(a -> a[0] + a.length).apply(Tensor.scalar(6)));
  }

  @Test
  void aVectorFunctionGivesRankOneOfAnyLength() {
    OpaqueFunction f = OpaqueFunction.vector(a -> new double[] {a[0], a[1], a[0] * a[1]});
    assertEquals(Tensor.vector(2, 3, 6), f.apply(Tensor.vector(2, 3)));
    assertEquals(
        Tensor.zeros(0), OpaqueFunction.vector(a -> new double[0]).apply(Tensor.scalar(1)));
  }

  @Test
  void theArraysBelongToTheFunction() {
    Tensor x = Tensor.vector(1, 2);
    double[] kept = new double[2];
    OpaqueFunction f =
        OpaqueFunction.vector(
            a -> {
              Arrays.fill(a, -1);
              return kept;
            });
    Tensor y = f.apply(x);
    kept[0] = 5;
    assertEquals(Tensor.vector(1, 2), x);
    assertEquals(Tensor.vector(0, 0), y);
  }

  @Test
  void notANumberPasses() {
    OpaqueFunction f = OpaqueFunction.scalar(a -> Math.log(a[0]));
    assertTrue(Double.isNaN(f.apply(Tensor.scalar(-1)).item()));
  }

  @Test
  void nullIsRefused() {
    assertEquals(
        "opaque function: it returned null; return an array of results",
        assertThrows(
                FluxionException.class,
                () -> OpaqueFunction.vector(a -> null).apply(Tensor.scalar(1)))
            .getMessage());
    assertThrows(FluxionException.class, () -> OpaqueFunction.vector(null));
    assertThrows(FluxionException.class, () -> OpaqueFunction.scalar(null));
  }

  @Test
  void aWatchedArgumentIsRefusedWithTheRemedy() {
    OpaqueFunction f = OpaqueFunction.scalar(a -> a[0]);
    try (Watching watching = new Watching()) {
      Tensor watched = watching.watch(Tensor.vector(1, 2));
      String message =
          assertThrows(UnsupportedDerivativeException.class, () -> f.apply(watched)).getMessage();
      assertEquals(
          "opaque function: its argument of shape [2] is watched by "
              + watching
              + ", which cannot see into a function of double[]. Differentiate with a backend that"
              + " only calls functions, such as Backends.named(\"finite\"), or wrap the function in"
              + " DifferentiateWith.of(f, Backends.named(\"finite\"))",
          message);
    }
  }

  @Test
  void theUsersOwnErrorsPassThrough() {
    OpaqueFunction f = OpaqueFunction.scalar(a -> a[9]);
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> f.apply(Tensor.scalar(1)));
  }

  /** Stands for any derivative. */
  private static final class Watching extends Interpreter {
    Tensor watch(Tensor primal) {
      Watching self = this;
      return new Tracer(self) {
        @Override
        public Tensor primal() {
          return primal;
        }
      };
    }

    @Override
    protected String kind() {
      return "watching";
    }

    @Override
    protected Tensor interpret(Primitive primitive, Tensor[] operands) {
      throw new AssertionError(primitive.name());
    }
  }
}
