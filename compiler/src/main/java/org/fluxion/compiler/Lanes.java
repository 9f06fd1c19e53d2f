package org.fluxion.compiler;

import org.fluxion.tensor.Arithmetic;

/** Writes the body of a loop, for one element at a time or for several. */
interface Lanes extends Arithmetic<Operand> {
  /** {@return how many elements a turn takes} */
  int count();

  /** Reads the element, or the elements, at an index of the part of an array after an offset. */
  Operand read(int array, int index, int offset);

  /** Reads the element at an offset of an array, for all turns. */
  Operand readSingle(int array, int offset);

  /** Writes to an index of the part of an array after an offset. */
  void write(Operand value, int array, int index, int offset);
}
