package org.fluxion.compiler;

/**
 * A part of a program: instructions as they are, or turns of a loop.
 *
 * @param from the first instruction
 * @param period how many instructions a turn has
 * @param count how many turns; 1 for instructions as they are
 */
record Section(int from, int period, int count) {
  int to() {
    return from + period * count;
  }

  boolean isLoop() {
    return count > 1;
  }

  /** {@return the turn that an instruction belongs to} */
  int turn(int instruction) {
    return (instruction - from) / period;
  }

  /** {@return which instruction of its turn an instruction is} */
  int position(int instruction) {
    return (instruction - from) % period;
  }
}
