package org.fluxion.internal.code;

/** Generated code, to be used by any number of threads. */
@FunctionalInterface
public interface Code {
  /** {@return the code with the room that it needs to run, for one thread at a time} */
  Routine routine();
}
