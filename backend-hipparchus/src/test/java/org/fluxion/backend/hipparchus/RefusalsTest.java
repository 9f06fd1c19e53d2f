package org.fluxion.backend.hipparchus;

import static org.fluxion.Derivatives.gradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.DifferentiateWith;
import org.fluxion.SingularMatrixException;
import org.fluxion.TensorFunction;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.Vectorized;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What Hipparchus' numbers cannot do is refused by name. */
class RefusalsTest {
  private static final Backend B = new HipparchusBackend(16);
  private static final Tensor A = Tensor.matrix(new double[][] {{2, 1}, {1, 3}});

  private static final Map<String, TensorFunction> LACKING =
      Map.of(
          "erf", x -> x.erf().sum(),
          "gelu", x -> x.gelu().sum(),
          "lgamma", x -> x.lgamma().sum(),
          "digamma", x -> x.digamma().sum(),
          "eigh", x -> x.eigh().values().sum());

  @Test
  void whatIsLackingIsDeclared() {
    assertEquals(
        Set.of("erf", "gelu", "lgamma", "digamma", "eigh"), B.capabilities().unsupported());
  }

  @Test
  void whatIsLackingIsRefusedByName() {
    LACKING.forEach(
        (name, f) ->
            assertEquals(
                "hipparchus: primitive \""
                    + name
                    + "\" is refused: its elements have no such function, and it does not"
                    + " approximate; differentiate with another backend, or hand this part to one"
                    + " by DifferentiateWith",
                refusal(() -> gradient(B, f, A))));
  }

  @Test
  void theRemedyWorks() {
    DifferentiateWith<Tensor> erf = DifferentiateWith.of(x -> x.erf(), Backends.named("reverse"));
    Tensor expected = A.square().unaryMinus().exp().times(2 / Math.sqrt(Math.PI));
    Close.assertClose(expected, gradient(B, x -> erf.apply(x).sum(), A), "derivative of erf");
  }

  @Test
  void derivativesOfWhatIsLackingAreRefusedWithinOtherDerivatives() {
    Backend reverse = Backends.named("reverse");
    String message =
        refusal(() -> gradient(B, x -> gradient(reverse, y -> y.erf().sum(), x).sum(), A));
    assertTrue(message.startsWith("hipparchus: primitive \"erf\" is refused"), message);
  }

  @Test
  void batchesAreRefused() {
    TensorFunction slope = x -> gradient(B, y -> y.abs().sum(), x);
    assertEquals(
        "hipparchus: computes element by element and needs the value of each, but inside"
            + " Vectorized.overRows an element has one value for each row; give the inner call"
            + " another backend, or take the rows one by one",
        refusal(() -> Vectorized.overRows(slope).apply(A)));
  }

  @Test
  void matricesAreRefusedAsByTheirPrimitives() {
    Tensor singular = Tensor.ones(2, 2);
    for (TensorFunction f :
        new TensorFunction[] {
          x -> x.inverse().sum(),
          x -> x.minus(Tensor.eye(2)).cholesky().sum(),
          x -> x.minus(Tensor.eye(2)).triangularSolve(Tensor.ones(2), true).sum(),
          x -> x.logDet()
        }) {
      SingularMatrixException expected =
          assertThrows(SingularMatrixException.class, () -> f.apply(singular));
      SingularMatrixException got =
          assertThrows(SingularMatrixException.class, () -> gradient(B, f, singular));
      assertEquals(expected.getMessage(), got.getMessage());
    }
  }

  private static String refusal(Runnable call) {
    return String.valueOf(
        assertThrows(UnsupportedDerivativeException.class, call::run).getMessage());
  }
}
