package org.fluxion.internal.plan;

import java.util.BitSet;
import org.fluxion.internal.code.Code;
import org.fluxion.internal.code.CodeGenerator;
import org.jspecify.annotations.Nullable;

/** Takes consecutive tasks and says together what they do, for a code generator. */
sealed interface Lowering permits LoopLowering, ScalarLowering {
  /** {@return whether the next task is taken: whether it can be done with those before} */
  boolean add(Task task);

  /**
   * {@return the code of all tasks that were taken; null if the generator has none}
   *
   * @param live the buffers that are read afterwards
   */
  @Nullable Code generate(CodeGenerator generator, BitSet live);

  /** {@return what the code is run on} */
  int[] buffers();

  /** {@return what is shown of it, after the tasks that it does} */
  String text();
}
