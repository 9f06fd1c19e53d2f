package org.fluxion.layers.conformance;

/** A layer did not do what a rule asks for. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  Violation(String what) {
    super(what);
  }

  /** Throws one unless something holds. */
  static void unless(boolean holds, String what) {
    if (!holds) {
      throw new Violation(what);
    }
  }
}
