package org.fluxion.compiler;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.fluxion.internal.code.ElementLoop;
import org.fluxion.internal.code.ElementLoop.Operand;
import org.fluxion.internal.code.ElementLoop.Reading;
import org.fluxion.internal.code.ElementLoop.Result;
import org.fluxion.internal.code.ElementLoop.Step;
import org.junit.jupiter.api.Test;

class BytecodeGeneratorTest {
  private static ElementLoop loop(Operation operation) {
    return new ElementLoop(
        14,
        List.of(new Operand(0, 0, Reading.EACH), new Operand(1, 0, Reading.EACH)),
        List.of(new Step(operation, List.of(0, 1))),
        List.of(new Result(2, 2, 0)));
  }

  @Test
  void loopsThatAreAlikeShareTheirCode() {
    BytecodeGenerator generator = new BytecodeGenerator();
    assertSame(generator.generate(loop(Operation.PLUS)), generator.generate(loop(Operation.PLUS)));
    assertNotSame(
        generator.generate(loop(Operation.PLUS)), generator.generate(loop(Operation.TIMES)));
  }
}
