package org.fluxion.internal.structure;

/**
 * What a structure is, for messages: put together only where there is one, since every call of an
 * operator has structures.
 *
 * @param operator in which it is given
 * @param what it is there
 */
record Argument(String operator, String what) {
  @Override
  public String toString() {
    return operator + ": " + what;
  }
}
