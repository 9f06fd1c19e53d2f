package org.fluxion.internal.plan;

import java.util.List;

/**
 * A value that is put together from rows of blocks: the sum of its parts, each among zeros.
 *
 * @param place of the value
 * @param parts as long as each other, and no longer than the value; at least one
 */
record Joined(int place, List<Part> parts) {
  /**
   * Consecutive elements of a value.
   *
   * @param place of the value that has these elements, or that gives them
   * @param offset of the first among the elements of the other
   */
  record Part(int place, int offset) {}
}
