package org.fluxion.compiler;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.internal.code.ElementLoop;
import org.fluxion.internal.code.ElementLoop.Reading;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Generates the loop of pointwise operations on arrays: on vectors where the Vector API is there,
 * and element by element for what is left.
 */
final class LoopCompiler {
  private final ElementLoop loop;
  private final boolean vectors;

  /** They are the parameters after the first, which says how many elements to do on vectors. */
  private final int arrays;

  LoopCompiler(ElementLoop loop, boolean vectors) {
    this.loop = loop;
    this.vectors = vectors;
    arrays = loop.operands().size() + loop.results().size();
  }

  LoopCode compile() {
    String arguments = "(I" + "[D".repeat(arrays) + ")V";
    GeneratedClass generated = new GeneratedClass(LoopCode.class);
    generated.method(Opcodes.ACC_STATIC, "loop", arguments, this::write);
    generated.method(
        Opcodes.ACC_PUBLIC,
        "run",
        "([[DI)V",
        code -> {
          code.visitVarInsn(Opcodes.ILOAD, 2);
          for (int i = 0; i < arrays; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitIntInsn(Opcodes.SIPUSH, i);
            code.visitInsn(Opcodes.AALOAD);
          }
          GeneratedClass.call(code, "loop", arguments);
        });
    return generated.instance(LoopCode.class);
  }

  private void write(MethodVisitor code) {
    Locals locals = new Locals(1 + arrays);
    int index = locals.single();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, index);
    if (vectors) {
      Lanes lanes = new VectorLanes(code, locals);
      int limit = writeLimit(code, lanes, locals);
      code.visitVarInsn(Opcodes.ILOAD, limit);
      code.visitVarInsn(Opcodes.ILOAD, 0);
      String two = "(II)I";
      code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "min", two, false);
      code.visitVarInsn(Opcodes.ISTORE, limit);
      write(code, lanes, index, limit);
    }
    Lanes single = new Formulas(code, locals);
    write(code, single, index, writeLimit(code, single, locals));
  }

  /** {@return a variable with the index up to which there are elements enough for a turn} */
  private int writeLimit(MethodVisitor code, Lanes lanes, Locals locals) {
    int limit = locals.single();
    code.visitVarInsn(Opcodes.ALOAD, arrays);
    code.visitInsn(Opcodes.ARRAYLENGTH);
    code.visitIntInsn(Opcodes.SIPUSH, lanes.count() - 1);
    code.visitInsn(Opcodes.ISUB);
    code.visitVarInsn(Opcodes.ISTORE, limit);
    return limit;
  }

  /** Writes a loop that goes on from the index to a limit. */
  private void write(MethodVisitor code, Lanes lanes, int index, int limit) {
    List<Operand> singles = new ArrayList<>();
    for (int i = 0; i < loop.operands().size(); i++) {
      boolean single = loop.operands().get(i) == Reading.SINGLE;
      singles.add(single ? lanes.readSingle(1 + i) : lanes.constant(0));
    }
    Label top = new Label();
    Label bottom = new Label();
    code.visitLabel(top);
    code.visitVarInsn(Opcodes.ILOAD, index);
    code.visitVarInsn(Opcodes.ILOAD, limit);
    code.visitJumpInsn(Opcodes.IF_ICMPGE, bottom);
    writeTurn(lanes, index, singles);
    code.visitIincInsn(index, lanes.count());
    code.visitJumpInsn(Opcodes.GOTO, top);
    code.visitLabel(bottom);
  }

  /** All elements are read before any is written, since an array may be both. */
  private void writeTurn(Lanes lanes, int index, List<Operand> singles) {
    List<Operand> values = new ArrayList<>(singles);
    for (int i = 0; i < singles.size(); i++) {
      if (loop.operands().get(i) == Reading.EACH) {
        values.set(i, lanes.read(1 + i, index));
      }
    }
    for (ElementLoop.Step step : loop.steps()) {
      List<Operand> operands = step.operands().stream().map(values::get).toList();
      Operand value = step.primitive().formula(lanes, operands);
      if (value == null) {
        throw new IllegalArgumentException(step.primitive().name() + " has no formula");
      }
      values.add(value);
    }
    for (int i = 0; i < loop.results().size(); i++) {
      lanes.write(values.get(loop.results().get(i)), 1 + loop.operands().size() + i, index);
    }
  }
}
