package org.fluxion.layers.conformance;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Set;
import java.util.stream.Stream;
import org.fluxion.layers.Layer;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests a layer against every numbered rule.
 *
 * <p>Meant to be extended by whoever writes a layer:
 *
 * <pre>{@code
 * class MyDenseTest extends LayerConformance {
 *   protected Layer layer() {
 *     return new MyDense(4, 2);
 *   }
 * }
 * }</pre>
 *
 * <p>Derivatives are taken by every backend on the class path; with none there the rules about
 * derivatives are shown as skipped, as is whatever the declared {@linkplain Trait traits} exclude.
 * Input and directions are drawn from a seed, which the system property {@code
 * fluxion.conformance.seed} sets. docs/layers.md lists all rules. JUnit has to be on the class
 * path; {@link LayerRules} does without.
 */
@SuppressWarnings("exports") // whoever extends it has JUnit
public abstract class LayerConformance {
  /** For subclasses. */
  protected LayerConformance() {}

  /** {@return the layer to test} */
  protected abstract Layer layer();

  /**
   * {@return the shape of an input, batch first, of two rows or more}
   *
   * <p>If not overridden: 3 × n, where n is a number of features, up to 64, that the layer accepts.
   */
  protected int[] inputShape() {
    return LayerSample.acceptedShape(layer());
  }

  /**
   * {@return an input away from ties and kinks}
   *
   * <p>If not overridden: drawn numbers of magnitude 0.5 to 1.5.
   */
  protected Tensor input() {
    return LayerSample.generic(Shape.of(inputShape()), 1);
  }

  /** {@return what the layer declares about itself; nothing, if not overridden} */
  protected Set<Trait> traits() {
    return Set.of();
  }

  /** {@return for each rule, one test for each thing that it is tried with} */
  @TestFactory
  public final Stream<DynamicNode> everyRuleHolds() {
    return tests(new LayerSample(layer(), input(), traits()));
  }

  /** {@return the tests of one layer at one input, for a test factory of one's own} */
  public static Stream<DynamicNode> tests(LayerSample sample) {
    return LayerRules.all().stream()
        .map(
            rule ->
                dynamicContainer(rule.toString(), rule.cases(sample).map(LayerConformance::test)));
  }

  private static DynamicNode test(LayerCase one) {
    return dynamicTest(one.name(), () -> report(one.run()));
  }

  private static void report(LayerOutcome outcome) {
    if (outcome instanceof LayerOutcome.Failed failed) {
      fail(failed.message(), failed.cause());
    } else if (outcome instanceof LayerOutcome.Skipped skipped) {
      abort(skipped.reason());
    }
  }
}
