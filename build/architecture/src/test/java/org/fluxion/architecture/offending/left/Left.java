package org.fluxion.architecture.offending.left;

import org.fluxion.architecture.offending.right.Right;

/** In a circle with {@link Right}. */
public final class Left {
  Right other() {
    return new Right();
  }
}
