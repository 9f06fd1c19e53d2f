package org.fluxion.layers.conformance;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.BackendInfo;
import org.fluxion.Backends;
import org.fluxion.layers.conformance.LayerRule.Item;
import org.fluxion.spi.Capabilities;

/** The backends on the class path. */
final class Engines {
  private Engines() {}

  /** {@return all that can be used} */
  static List<Backend> all() {
    return where(capabilities -> true);
  }

  /** {@return those whose derivatives can be compared to the last digits and nested} */
  static List<Backend> exact() {
    return where(capabilities -> capabilities.accuracy() == 0 && capabilities.traced());
  }

  private static List<Backend> where(Predicate<Capabilities> suits) {
    return Backends.available().stream()
        .filter(info -> info.capabilities().filter(suits).isPresent())
        .map(BackendInfo::name)
        .map(Backends::named)
        .toList();
  }

  /** {@return an item for each backend; one that is skipped, if there is none} */
  static Stream<Item> items(LayerSample sample, List<Backend> engines, Consumer<Backend> body) {
    if (engines.isEmpty()) {
      Runnable skip =
          () -> {
            throw new Skip("there is no backend on the class path to differentiate with");
          };
      return Stream.of(new Item(sample.label(), skip));
    }
    return engines.stream()
        .map(
            engine -> new Item(sample.label() + " by " + engine.name(), () -> body.accept(engine)));
  }
}
