package org.fluxion.architecture.offending;

import org.junit.jupiter.api.Assertions;

/** Breaks every rule: open to extension, in an unmarked package, and depends on JUnit. */
public class Offender {
  void depend() {
    Assertions.assertTrue(true);
  }
}
