package org.fluxion.engines;

import java.util.List;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;

/** The backends that the tests of this package run, by specification. */
final class Engines {
  /** Exact engines, each alone. */
  static final List<String> EXACT = List.of("forward", "reverse", "mixed");

  /** Exact engines, and each over each. */
  static final List<String> SECOND_ORDER =
      Stream.concat(
              EXACT.stream(),
              pairs("forward", "reverse").map(p -> "secondOrder(" + String.join(", ", p) + ")"))
          .toList();

  private Engines() {}

  static Backend named(String spec) {
    return Backends.named(spec);
  }

  /** For {@code @MethodSource}. */
  static Stream<String> exact() {
    return EXACT.stream();
  }

  /** For {@code @MethodSource}. */
  static Stream<String> secondOrder() {
    return SECOND_ORDER.stream();
  }

  /** For {@code @MethodSource}: all exact engines, also as pairs, and finite differences. */
  static Stream<String> all() {
    return Stream.concat(SECOND_ORDER.stream(), Stream.of("finite"));
  }

  /** {@return every pair of these, also of one with itself} */
  static Stream<List<String>> pairs(String... specs) {
    return Stream.of(specs).flatMap(a -> Stream.of(specs).map(b -> List.of(a, b)));
  }

  /** {@return every triple of these} */
  static Stream<List<String>> triples(String... specs) {
    return pairs(specs).flatMap(p -> Stream.of(specs).map(c -> List.of(p.get(0), p.get(1), c)));
  }
}
