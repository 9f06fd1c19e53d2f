package org.fluxion.backend.pytorch;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.pushforward;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.CustomRule;
import org.fluxion.DifferentiateWith;
import org.fluxion.FluxionException;
import org.fluxion.OpaqueFunction;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Derivatives that primitives state, as nodes of libtorch's graph. */
class RulesTest {
  private static final Backend PYTORCH = new PytorchBackend(1);
  private static final Tensor X = Tensor.vector(0.5, -2);

  /** The product of two operands of any shapes that broadcast to the first. */
  private static final CustomRule PRODUCT =
      CustomRule.of(
          "product",
          operands -> operands[0].times(operands[1]),
          (at, tangents) -> tangents[0].times(at[1]).plus(at[0].times(tangents[1])),
          (at, cotangent) -> new Tensor[] {cotangent.times(at[1]), cotangent.times(at[0]).sum()});

  @Test
  void aCustomRuleIsHonouredInBothDirectionsAndToSecondOrder() {
    // f = Σ xᵢ · Σ xⱼ = s²: gradient 2s, Hessian times v 2 Σ v.
    double s = -1.5;
    assertEquals(
        Tensor.vector(2 * s, 2 * s), gradient(PYTORCH, x -> PRODUCT.apply(x, x.sum()).sum(), X));
    assertEquals(
        Tensor.vector(8, 8),
        hvp(PYTORCH, x -> PRODUCT.apply(x, x.sum()).sum(), X, Tensor.vector(1, 3)));
    assertEquals(
        Tensor.vector(0.5 * 4 + 1 * s, -2 * 4 + 3 * s),
        pushforward(PYTORCH, x -> PRODUCT.apply(x, x.sum()), X, Tensor.vector(1, 3)));
  }

  @Test
  void whatARuleThrowsComesOutAsItIs() {
    IllegalStateException own = new IllegalStateException("not today");
    CustomRule failing = rule(own);
    assertSame(
        own,
        assertThrows(
            IllegalStateException.class, () -> gradient(PYTORCH, x -> failing.apply(x).sum(), X)));
    AssertionError error = new AssertionError("nor tomorrow");
    CustomRule worse = rule(error);
    assertSame(
        error,
        assertThrows(AssertionError.class, () -> hvp(PYTORCH, x -> worse.apply(x).sum(), X, X)));
  }

  private static CustomRule rule(Throwable thrown) {
    return CustomRule.of(
        "failing",
        operands -> operands[0],
        (at, tangents) -> tangents[0],
        (at, cotangent) -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) thrown;
        });
  }

  @Test
  void aCotangentOfAnotherShapeIsRefusedInTheRulesWords() {
    CustomRule bent =
        CustomRule.of(
            "bent",
            operands -> operands[0].times(2),
            (at, tangents) -> tangents[0].times(2),
            (at, cotangent) -> new Tensor[] {cotangent.sum()});
    ShapeMismatchException refused =
        assertThrows(
            ShapeMismatchException.class, () -> gradient(PYTORCH, x -> bent.apply(x).sum(), X));
    assertEquals(
        "CustomRule bent: pullback returned shape [] where shape [2] belongs",
        refused.getMessage());
  }

  @Test
  void aRuleThatCapturedWhatIsDifferentiatedIsRefused() {
    FluxionException refused =
        assertThrows(
            FluxionException.class,
            () ->
                gradient(
                    PYTORCH,
                    x -> {
                      CustomRule capturing =
                          CustomRule.of(
                              "capturing",
                              operands -> operands[0].times(x),
                              (at, tangents) -> tangents[0],
                              (at, cotangent) -> new Tensor[] {cotangent});
                      return capturing.apply(x.exp()).sum();
                    },
                    X));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("primitive capturing: evaluate captured a tensor"), message);
  }

  @Test
  void aFunctionOfNumbersAloneHasTheDerivativeOfItsBackend() {
    OpaqueFunction simulation = OpaqueFunction.scalar(p -> p[0] * p[0] + p[1]);
    DifferentiateWith<Tensor> inside =
        DifferentiateWith.of(simulation::apply, Backends.named("finite"));
    Tensor g = gradient(PYTORCH, x -> inside.apply(x.times(2)).exp(), X);
    // f = exp(4a² + 2b), by central differences.
    double value = Math.exp(1 - 4);
    assertEquals(value * 4, g.get(0).item(), 1e-8);
    assertEquals(value * 2, g.get(1).item(), 1e-8);
  }
}
