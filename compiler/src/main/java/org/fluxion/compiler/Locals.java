package org.fluxion.compiler;

import java.util.ArrayDeque;
import java.util.Deque;

/** Hands out local variables; those of numbers can be given back and are used again. */
final class Locals {
  private final Deque<Integer> free = new ArrayDeque<>();
  private int next;

  /**
   * Starts after the parameters.
   *
   * @param next the first variable that is free
   */
  Locals(int next) {
    this.next = next;
  }

  /** {@return a variable for an integer or a reference} */
  int single() {
    return next++;
  }

  /** {@return a variable for a number} */
  int number() {
    Integer spare = free.poll();
    if (spare != null) {
      return spare;
    }
    next += 2;
    return next - 2;
  }

  /** Gives a variable for a number back. */
  void release(int slot) {
    free.push(slot);
  }
}
