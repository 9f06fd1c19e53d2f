package org.fluxion.architecture.offending.right;

import org.fluxion.architecture.offending.left.Thrower;

/** An exception of the module. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Tells its kind. */
  public Failure() {
    super(Thrower.class.getName());
  }
}
