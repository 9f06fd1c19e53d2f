package org.fluxion.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fluxion.examples.NestedCosts.Network;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What derivatives inside derivatives hold in memory, in bytes of tensors. */
class NestedCostsTest {
  @TestFactory
  Stream<DynamicTest> recomputingHoldsTwiceWhatAPlainGradientHolds() {
    return NestedCosts.NETWORKS.stream()
        .map(
            network ->
                dynamicTest(
                    network.toString(),
                    () -> {
                      double plain = live(network, NestedCosts.PLAIN);
                      double ratio = live(network, "nested=recompute") / plain;
                      assertTrue(ratio <= 2.2, ratio + " × plain");
                      assertTrue(ratio > 1.5, ratio + " × plain: what was not seen?");
                    }));
  }

  /** All activations of the small network, twice, and what is needed to pass one layer. */
  @Test
  void theFiguresOfTheTableAreThoseOfTheFormula() {
    Network small = NestedCosts.NETWORKS.get(0);
    long layer = 16 * 12 * 8;
    long plain = live(small, NestedCosts.PLAIN);
    // Before and after tanh in three layers; slope, cotangent and product; gradients of three
    // weights and two biases; the numbers that the last layer adds are few.
    long weights = (12 + 144 + 144 + 12 + 12) * 8;
    assertTrue(plain >= 9 * layer && plain <= 9 * layer + weights + 1000, "plain: " + plain);
    long recompute = live(small, "nested=recompute");
    assertTrue(recompute >= 18 * layer, "recompute: " + recompute);
  }

  /**
   * The record holds what natural nesting holds. An interpreted method also holds the cotangent
   * that it was given until it returns, so the comparison waits for the compiler.
   */
  @Test
  void keepingHoldsNoMoreThanNaturalReverseOverReverse() {
    Network small = NestedCosts.NETWORKS.get(0);
    Arguments at = small.arguments();
    Consumer<Arguments> kept = way(small, "nested=on");
    long natural = live(small, "nested=off");
    long held = NestedCosts.liveBytes(kept, at);
    assertTrue(held <= natural + 16 * 8, held + " bytes, natural: " + natural);
    for (int round = 0; held > natural && round < 50; round++) {
      for (int i = 0; i < 1000; i++) {
        kept.accept(at);
      }
      held = NestedCosts.liveBytes(kept, at);
    }
    assertTrue(held <= natural, held + " bytes, natural: " + natural);
  }

  /**
   * The record of the joint gradient is swept forward; each tangent goes when it has been taken.
   */
  @Test
  void sweepingARecordForwardLetsGoOfTangents() {
    Network small = NestedCosts.NETWORKS.get(0);
    double plain = live(small, NestedCosts.PLAIN);
    double ratio = live(small, "nested=forwardOverReverse") / plain;
    assertTrue(ratio <= 2.5, ratio + " × plain");
  }

  /** A chain of four holds two at a time, and the argument is the caller's. */
  @Test
  void whatIsNotHeldIsNotCounted() {
    try (LiveBytes live = new LiveBytes()) {
      Tensor x = live.watch(Tensor.ones(1000));
      Tensor y = x.sin();
      y = y.cos();
      y = y.exp().reshape(10, 100);
      y = y.tanh();
      assertEquals(2 * 8000, live.peak());
      assertEquals(1000, y.size());
    }
  }

  private static long live(Network network, String way) {
    return NestedCosts.liveBytes(way(network, way), network.arguments());
  }

  private static Consumer<Arguments> way(Network network, String name) {
    Map<String, Consumer<Arguments>> ways = NestedCosts.ways(network);
    return Objects.requireNonNull(ways.get(name), name);
  }
}
