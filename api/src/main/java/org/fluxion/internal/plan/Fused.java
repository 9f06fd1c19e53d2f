package org.fluxion.internal.plan;

import org.fluxion.internal.code.Code;

/**
 * Consecutive operations that generated code does at once.
 *
 * @param from the place of the first
 * @param to the place of the last
 * @param code what does them
 * @param buffers what the code is run on
 * @param text what is shown of it
 */
record Fused(int from, int to, Code code, int[] buffers, String text) {
  @Override
  public String toString() {
    return "%" + from + " to %" + to + " at once: " + text;
  }
}
