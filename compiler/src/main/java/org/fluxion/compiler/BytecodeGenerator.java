package org.fluxion.compiler;

import org.fluxion.internal.code.Code;
import org.fluxion.internal.code.CodeGenerator;
import org.fluxion.internal.code.ElementLoop;
import org.fluxion.internal.code.ScalarProgram;
import org.jspecify.annotations.Nullable;

/** Generates bytecode. Thread-safe. */
public final class BytecodeGenerator implements CodeGenerator {
  /** Made by {@link java.util.ServiceLoader}. */
  public BytecodeGenerator() {}

  @Override
  public Code generate(ElementLoop loop) {
    boolean vectors = VectorLanes.areThere();
    LoopCode code = new LoopCompiler(loop, vectors).compile();
    return vectors
        ? () -> new TrainedLoop(code, VectorLanes.COUNT)
        : () -> arrays -> code.run(arrays, 0);
  }

  @Override
  public @Nullable Code generate(ScalarProgram program) {
    return new ScalarCompiler(program).compile();
  }
}
