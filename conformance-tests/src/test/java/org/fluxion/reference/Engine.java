package org.fluxion.reference;

import java.util.List;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;

/** What runs a case: one backend in both places, or two of which the inner one is nested. */
record Engine(String name, Backend outer, Backend inner) {
  private static final List<String> EXACT = List.of("forward", "reverse", "mixed");

  /** {@return one backend, by its specification} */
  static Engine of(String spec) {
    Backend backend = Backends.named(spec);
    return new Engine(spec, backend, backend);
  }

  /** {@return every exact backend alone} */
  static Stream<Engine> alone() {
    return EXACT.stream().map(Engine::of);
  }

  /** {@return every exact backend inside every other, and inside itself} */
  static Stream<Engine> nested() {
    return EXACT.stream()
        .flatMap(
            outer ->
                EXACT.stream()
                    .map(
                        inner ->
                            new Engine(
                                outer + " over " + inner,
                                Backends.named(outer),
                                Backends.named(inner))));
  }

  /** {@return every exact backend alone, and every pair as one backend} */
  static Stream<Engine> secondOrder() {
    Stream<Engine> pairs =
        EXACT.stream()
            .flatMap(
                outer ->
                    EXACT.stream().map(inner -> of("secondOrder(" + outer + ", " + inner + ")")));
    return Stream.concat(alone(), pairs);
  }
}
