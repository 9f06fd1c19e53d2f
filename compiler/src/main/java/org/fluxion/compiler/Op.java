package org.fluxion.compiler;

/** What an instruction on numbers does. */
enum Op {
  /** A number that is known. */
  NUMBER,
  /** An element of an array. */
  LOAD,
  /** Writes an element of an array; has no value. */
  STORE,
  /** Adds to an element of an array; has no value. */
  ADD,
  /** Fills an array with zeros; has no value. */
  CLEAR,
  PLUS,
  MINUS,
  TIMES,
  DIV,
  NEGATIVE,
  FMA,
  ABS,
  SQRT,
  MAXIMUM,
  MINIMUM,
  CHOOSE_LESS,
  CHOOSE_AT_MOST,
  CHOOSE_EQUAL,
  /** A primitive that has no formula. */
  CALL;

  /** {@return whether it reads or writes an array} */
  boolean hasArray() {
    return this == LOAD || this == STORE || this == ADD || this == CLEAR;
  }

  /** {@return about how many bytes its code takes} */
  int bytes() {
    return switch (this) {
      case NUMBER -> 0;
      case CHOOSE_LESS, CHOOSE_AT_MOST, CHOOSE_EQUAL -> 32;
      case CALL -> 24;
      default -> 18;
    };
  }
}
