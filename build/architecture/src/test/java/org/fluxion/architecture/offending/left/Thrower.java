package org.fluxion.architecture.offending.left;

import org.fluxion.architecture.offending.right.Failure;

/** Throws an exception of another package, which looks back here: no circle that counts. */
public final class Thrower {
  void fail() {
    throw new Failure();
  }
}
