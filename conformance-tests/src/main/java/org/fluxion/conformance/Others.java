package org.fluxion.conformance;

import java.util.List;
import org.fluxion.Backend;
import org.fluxion.Backends;

/** The other backends on the class path that work inside and around derivatives. */
final class Others {
  static final String NONE = "no other backend that nests is on the class path";

  private Others() {}

  static List<Backend> of(Backend own) {
    return Backends.available().stream()
        .filter(info -> !info.name().equals(own.name()))
        .filter(info -> info.capabilities().map(c -> c.traced()).orElse(false))
        .map(info -> Backends.named(info.name()))
        .toList();
  }
}
