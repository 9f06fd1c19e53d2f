package org.fluxion.layers.conformance;

import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.Parameters;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.spi.TensorStructure;

/** A layer is a value: nothing but the arguments decides what its methods return. */
final class PurityRules {
  private PurityRules() {}

  static List<LayerRule> all() {
    return List.of(
        LayerRule.once(
            "L1.1",
            "the same arguments give the same output and state",
            "Derivatives call a layer many times and take it for one function.",
            PurityRules::pure),
        LayerRule.once(
            "L1.2",
            "initial values depend on the generator alone",
            "A run is reproduced from its seed.",
            PurityRules::reproducible),
        LayerRule.once(
            "L1.3",
            "the state keeps its names",
            "Containers, saved states and training address the state by its paths.",
            PurityRules::namesStay),
        LayerRule.once(
            "L1.4",
            "test mode is deterministic",
            "A trained model answers the same question in the same way, whatever it was asked"
                + " before.",
            PurityRules::deterministic));
  }

  private static void pure(LayerSample sample) {
    Layer layer = sample.layer();
    Parameters ps = sample.parameters();
    State st = sample.state();
    Applied first = layer.apply(sample.input(), ps, st);
    // What is remembered from other arguments, or from this call, would show in the next.
    layer.apply(sample.input().flip(0), ps.map(p -> p.times(0.5)), first.st());
    Applied second = layer.apply(sample.input(), ps, st);
    Violation.unless(
        first.y().equals(second.y()),
        () -> "another output for the same arguments: " + first.y() + ", then " + second.y());
    Violation.unless(
        first.st().equals(second.st()),
        () -> "another state for the same arguments: " + first.st() + ", then " + second.st());
  }

  private static void reproducible(LayerSample sample) {
    Layer layer = sample.layer();
    same("parameters", layer.initialParameters(rng(5)), layer.initialParameters(rng(5)));
    same("state", layer.initialState(rng(5)), layer.initialState(rng(5)));
    List<String> paths = layer.initialParameters(rng(5)).paths();
    List<String> others = layer.initialParameters(rng(6)).paths();
    Violation.unless(
        paths.equals(others),
        () -> "the names depend on the generator: " + paths + " and " + others);
  }

  private static SplittableRandom rng(long seed) {
    return new SplittableRandom(seed);
  }

  private static void same(String what, TensorStructure first, TensorStructure second) {
    Violation.unless(
        first.equals(second),
        () -> "other " + what + " from the same generator: " + first + ", then " + second);
  }

  private static void namesStay(LayerSample sample) {
    for (State st : List.of(sample.state(), sample.testState())) {
      State now = st;
      for (int call = 1; call <= 3; call++) {
        now = sample.layer().apply(sample.input(), sample.parameters(), now).st();
        if (!now.paths().equals(st.paths())) {
          throw new Violation(
              "after call " + call + " the state has " + now.paths() + ", initially " + st.paths());
        }
      }
    }
  }

  private static void deterministic(LayerSample sample) {
    if (sample.is(Trait.REMEMBERS)) {
      throw new Skip("the layer declares that it remembers earlier calls");
    }
    State st = sample.testState();
    Applied first = sample.layer().apply(sample.input(), sample.parameters(), st);
    Violation.unless(
        first.st().equals(st),
        () -> "in test mode the state changes from " + st + " to " + first.st());
  }
}
