package org.fluxion.layers.conformance;

import java.util.function.Supplier;

/** A layer did not do what a rule asks for. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  Violation(String what) {
    super(what);
  }

  /** Throws one unless something holds; only then are the tensors in the message written out. */
  static void unless(boolean holds, Supplier<String> what) {
    if (!holds) {
      throw new Violation(what.get());
    }
  }
}
