package org.fluxion.internal.plan;

/**
 * Consecutive operations that are done at once.
 *
 * @param from the place of the first
 * @param to the place of the last
 * @param work what does them
 */
record Fused(int from, int to, Lowered work) {
  /** {@return what is shown of it, after its places} */
  String text() {
    return work.text();
  }

  @Override
  public String toString() {
    return "%" + from + " to %" + to + " at once: " + text();
  }
}
