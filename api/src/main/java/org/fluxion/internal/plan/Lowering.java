package org.fluxion.internal.plan;

import java.util.BitSet;
import org.fluxion.internal.code.CodeGenerator;
import org.jspecify.annotations.Nullable;

/** Takes consecutive tasks and says together what they do, for a code generator. */
sealed interface Lowering permits LoopLowering, ScalarLowering {
  /** {@return whether the next task is taken: whether it can be done with those before} */
  boolean add(Task task);

  /**
   * {@return how all tasks that were taken are done; null if the generator has no code for them}
   *
   * @param live the buffers that are read afterwards
   */
  @Nullable Lowered generate(CodeGenerator generator, BitSet live);
}
