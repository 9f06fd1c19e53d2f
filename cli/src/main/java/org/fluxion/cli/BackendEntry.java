package org.fluxion.cli;

import java.util.SortedSet;
import java.util.TreeSet;
import org.fluxion.BackendInfo;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.jspecify.annotations.Nullable;

/** A backend as {@code fluxion backends --json} describes it: what it can do, or its failure. */
record BackendEntry(String name, @Nullable Abilities capabilities, @Nullable String failure) {
  static BackendEntry of(BackendInfo backend) {
    return new BackendEntry(
        backend.name(),
        backend.capabilities().map(Abilities::of).orElse(null),
        backend.failure().orElse(null));
  }

  /**
   * What a backend can do.
   *
   * @param highestOrder null for any order
   * @param accuracy 0 for exact
   */
  record Abilities(
      SortedSet<Direction> directions,
      @Nullable Integer highestOrder,
      boolean nests,
      int tangentsPerSweep,
      double accuracy,
      SortedSet<String> unsupported) {
    static Abilities of(Capabilities can) {
      return new Abilities(
          new TreeSet<>(can.directions()),
          can.highestOrder() == Capabilities.ANY_ORDER ? null : can.highestOrder(),
          can.traced(),
          can.batch(),
          can.accuracy(),
          new TreeSet<>(can.unsupported()));
    }
  }
}
