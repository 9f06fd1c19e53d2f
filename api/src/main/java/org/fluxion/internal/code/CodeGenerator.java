package org.fluxion.internal.code;

import org.jspecify.annotations.Nullable;

/**
 * Generates code for parts of prepared programs; found by {@link java.util.ServiceLoader}.
 *
 * <p>The code gives the bits that the primitives give one after the other. Usable from any thread.
 */
public interface CodeGenerator {
  /** {@return the code of a loop; null if it had better be run step by step} */
  @Nullable Code generate(ElementLoop loop);

  /** {@return the code of operations on numbers; null if they had better be run step by step} */
  @Nullable Code generate(ScalarProgram program);
}
