package org.fluxion.compiler;

import org.fluxion.tensor.Arithmetic;

/** Writes the body of a loop, for one element at a time or for several. */
interface Lanes extends Arithmetic<Operand> {
  /** {@return how many elements a turn takes} */
  int count();

  /** Reads the element, or the elements, at an index of an array. */
  Operand read(int array, int index);

  /** Reads the only element of an array, for all turns. */
  Operand readSingle(int array);

  /** Writes to an index of an array. */
  void write(Operand value, int array, int index);
}
