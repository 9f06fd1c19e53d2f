package org.fluxion.layers.training;

import static org.fluxion.layers.training.Trees.PS;
import static org.fluxion.layers.training.Trees.assertTree;
import static org.fluxion.layers.training.Trees.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.junit.jupiter.api.Test;

class GradientTransformTest {
  @Test
  void clippingByValueMovesEachElementIntoTheRange() {
    GradientTransform clip = GradientTransform.clipByValue(2);
    assertEquals(tree(2, -2, 1.5), clip.apply(PS, tree(3, -1e300, 1.5)));
  }

  /** 2, 3, 6 has length 7. */
  @Test
  void clippingByGlobalNormKeepsTheDirection() {
    Parameters gradient = tree(2, 3, -6);
    assertTree(
        4.0 / 7, 6.0 / 7, -12.0 / 7, GradientTransform.clipByGlobalNorm(2).apply(PS, gradient));
    assertEquals(gradient, GradientTransform.clipByGlobalNorm(7).apply(PS, gradient));
    assertEquals(gradient, GradientTransform.clipByGlobalNorm(100).apply(PS, gradient));
    assertEquals(tree(0, 0, 0), GradientTransform.clipByGlobalNorm(1).apply(PS, tree(0, 0, 0)));
    assertTree(0, 0.6, 0.8, GradientTransform.clipByGlobalNorm(1).apply(PS, tree(0, 3e200, 4e200)));
  }

  @Test
  void anL2PenaltyAddsTheMaskedParameters() {
    WeightDecay scale = WeightDecay.of(0.5).where(path -> path.equals("scale"));
    assertEquals(tree(1, 1, 1.25), GradientTransform.l2(scale).apply(PS, tree(1, 1, 1)));
  }

  @Test
  void transformsFollowEachOther() {
    GradientTransform both =
        GradientTransform.l2(WeightDecay.of(1)).andThen(GradientTransform.clipByValue(1));
    assertEquals(tree(1, -1, 0.5), both.apply(PS, tree(0, 0, 0)));
  }

  @Test
  void anOptimiserSeesTheTransformedGradient() {
    GradientOptimiser clipped = new Sgd(1).after(GradientTransform.clipByValue(0.25));
    assertTree(
        0.75, -1.75, 0.4, clipped.update(PS, tree(9, -9, 0.1), clipped.initialState(PS)).ps());
  }

  @Test
  void aLimitIsPositive() {
    assertEquals(
        "clipByGlobalNorm: limit must be positive and finite, given 0.0",
        assertThrows(FluxionException.class, () -> GradientTransform.clipByGlobalNorm(0))
            .getMessage());
    assertEquals(
        "clipByValue: limit must be positive and finite, given NaN",
        assertThrows(FluxionException.class, () -> GradientTransform.clipByValue(Double.NaN))
            .getMessage());
  }
}
