package org.fluxion.compiler;

/** A number that generated code works with. */
sealed interface Operand {
  /** One that stands in local variables. */
  record Local(int slot) implements Operand {}

  /** One that is known. */
  record Known(double value) implements Operand {}
}
