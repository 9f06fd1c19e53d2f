package org.fluxion.architecture.offending.right;

import org.fluxion.architecture.offending.left.Left;

/** In a circle with {@link Left}. */
public final class Right {
  Left other() {
    return new Left();
  }
}
