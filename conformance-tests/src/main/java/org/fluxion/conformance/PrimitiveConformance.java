package org.fluxion.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests primitives: their values' shapes, their derivatives to second order in both directions,
 * their batching rules, and the fine print of {@link org.fluxion.tensor.Primitive} and {@link
 * org.fluxion.tensor.Differential}.
 *
 * <p>Meant to be extended by whoever writes a primitive:
 *
 * <pre>{@code
 * class CubeTest extends PrimitiveConformance {
 *   protected Stream<PrimitiveSample> samples() {
 *     return Stream.of(PrimitiveSample.of("three numbers", new Cube(), Tensor.vector(1, -2, 0.5)));
 *   }
 * }
 * }</pre>
 *
 * <p>It needs no backend: rules are differentiated by a small forward mode of its own and compared
 * with sixth-order differences. Tangents and cotangents are drawn from a seed, which failures print
 * and the system property {@code fluxion.conformance.seed} sets.
 */
public abstract class PrimitiveConformance {
  /** For subclasses. */
  protected PrimitiveConformance() {}

  /** {@return the primitives to test, each at one or more generic points} */
  protected abstract Stream<PrimitiveSample> samples();

  /** {@return for each sample, one test for each law} */
  @TestFactory
  public final Stream<DynamicNode> primitivesObeyTheLaws() {
    long seed = Settings.configured().seed();
    return samples()
        .map(
            sample ->
                dynamicContainer(
                    sample.primitive().name() + " at " + sample.label(), laws(sample, seed)));
  }

  private static Stream<DynamicNode> laws(PrimitiveSample sample, long seed) {
    return PrimitiveLaw.ALL.stream()
        .map(
            law -> dynamicTest(law.number() + " " + law.sentence(), () -> law.check(sample, seed)));
  }
}
