package org.fluxion.compiler;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxion.internal.code.Code;
import org.fluxion.internal.code.CodeGenerator;
import org.fluxion.internal.code.ElementLoop;
import org.fluxion.internal.code.Routine;
import org.fluxion.internal.code.ScalarProgram;
import org.jspecify.annotations.Nullable;

/**
 * Generates bytecode. Thread-safe.
 *
 * <p>Loops that are alike share their code, in one program and between programs, so that the JVM
 * has few methods to compile and has compiled them sooner.
 */
public final class BytecodeGenerator implements CodeGenerator {
  /** More loops than programs have in use; those that were asked for longest ago are forgotten. */
  private static final int REMEMBERED = 1000;

  private final Map<ElementLoop, Code> loops =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ElementLoop, Code> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Made by {@link java.util.ServiceLoader}. */
  public BytecodeGenerator() {}

  @Override
  public Code generate(ElementLoop loop) {
    synchronized (loops) {
      return loops.computeIfAbsent(loop, BytecodeGenerator::compiled);
    }
  }

  private static Code compiled(ElementLoop loop) {
    boolean vectors = VectorLanes.areThere();
    LoopCode code = new LoopCompiler(loop, vectors).compile();
    Routine routine =
        vectors ? new TrainedLoop(code, VectorLanes.COUNT) : arrays -> code.run(arrays, 0);
    return () -> routine;
  }

  @Override
  public @Nullable Code generate(ScalarProgram program) {
    return new ScalarCompiler(program).compile();
  }
}
