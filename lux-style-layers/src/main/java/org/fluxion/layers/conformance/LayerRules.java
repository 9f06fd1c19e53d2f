package org.fluxion.layers.conformance;

import java.util.List;
import java.util.stream.Stream;

/** Every rule that layers obey, in the order of their ids. */
public final class LayerRules {
  private static final List<LayerRule> ALL =
      Stream.of(PurityRules.all(), DerivativeRules.all(), BatchRules.all())
          .flatMap(List::stream)
          .toList();

  private LayerRules() {}

  /**
   * {@return all rules}
   *
   * <p>To run them without a test engine:
   *
   * <pre>{@code
   * LayerRules.all().stream().flatMap(rule -> rule.cases(sample)).map(LayerCase::run)
   * }</pre>
   */
  public static List<LayerRule> all() {
    return ALL;
  }
}
