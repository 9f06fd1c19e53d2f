package org.fluxion.compiler;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.internal.code.ElementLoop;
import org.fluxion.internal.code.ElementLoop.Reading;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Generates the loop of pointwise operations on arrays: on vectors where the Vector API is there,
 * and element by element where it is not, or where there are fewer elements than a vector has.
 *
 * <p>Where elements are left over, the last vector begins earlier and does some of them once more.
 * What has been written over by then is read ahead.
 */
final class LoopCompiler {
  private final ElementLoop loop;
  private final boolean vectors;

  /** They are the parameters after the first, which says how many elements to do on vectors. */
  private final int arrays;

  LoopCompiler(ElementLoop loop, boolean vectors) {
    this.loop = loop;
    this.vectors = vectors && loop.length() >= VectorLanes.COUNT;
    arrays = loop.arrays();
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
    int turn = locals.single();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, turn);
    if (vectors) {
      VectorLanes lanes = new VectorLanes(code, locals);
      code.visitVarInsn(Opcodes.ILOAD, 0);
      code.visitLdcInsn(loop.length());
      int limit = smaller(code, locals);
      if (loop.length() % lanes.count() == 0) {
        write(code, lanes, turn, limit);
      } else {
        writeOverlapping(code, lanes, locals, turn, limit);
      }
    }
    int length = locals.single();
    code.visitLdcInsn(loop.length());
    code.visitVarInsn(Opcodes.ISTORE, length);
    write(code, new Formulas(code, locals), turn, length);
  }

  /** {@return a variable with the smaller of two integers on the stack} */
  private static int smaller(MethodVisitor code, Locals locals) {
    int variable = locals.single();
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "min", "(II)I", false);
    code.visitVarInsn(Opcodes.ISTORE, variable);
    return variable;
  }

  /** Writes a loop that goes on from a turn to a limit. */
  private static void write(
      MethodVisitor code, int turn, int limit, int count, Runnable writeTurn) {
    Label top = new Label();
    Label bottom = new Label();
    code.visitLabel(top);
    code.visitVarInsn(Opcodes.ILOAD, turn);
    code.visitVarInsn(Opcodes.ILOAD, limit);
    code.visitJumpInsn(Opcodes.IF_ICMPGE, bottom);
    writeTurn.run();
    code.visitIincInsn(turn, count);
    code.visitJumpInsn(Opcodes.GOTO, top);
    code.visitLabel(bottom);
  }

  private void write(MethodVisitor code, Lanes lanes, int turn, int limit) {
    List<@Nullable Operand> singles = singles(lanes);
    write(code, turn, limit, lanes.count(), () -> writeTurn(lanes, turn, singles));
  }

  /** The last turn ends at the limit, whether or not it begins where the one before ends. */
  private void writeOverlapping(
      MethodVisitor code, VectorLanes lanes, Locals locals, int turn, int limit) {
    int last = locals.single();
    code.visitVarInsn(Opcodes.ILOAD, limit);
    code.visitLdcInsn(lanes.count());
    code.visitInsn(Opcodes.ISUB);
    code.visitVarInsn(Opcodes.ISTORE, last);
    List<@Nullable Operand> singles = singles(lanes);
    List<@Nullable Operand> ahead = new ArrayList<>();
    for (ElementLoop.Operand operand : loop.operands()) {
      ahead.add(loop.overwrites(operand) ? read(lanes, operand, turn) : null);
    }
    write(
        code,
        turn,
        limit,
        lanes.count(),
        () -> {
          code.visitVarInsn(Opcodes.ILOAD, turn);
          code.visitVarInsn(Opcodes.ILOAD, last);
          int index = smaller(code, locals);
          code.visitVarInsn(Opcodes.ILOAD, turn);
          code.visitLdcInsn(lanes.count());
          code.visitInsn(Opcodes.IADD);
          code.visitVarInsn(Opcodes.ILOAD, last);
          int next = smaller(code, locals);
          List<@Nullable Operand> known = new ArrayList<>(singles);
          for (int i = 0; i < ahead.size(); i++) {
            Operand variable = ahead.get(i);
            if (variable != null) {
              known.set(i, lanes.copy(variable));
              lanes.assign(variable, read(lanes, loop.operands().get(i), next));
            }
          }
          writeTurn(lanes, index, known);
        });
  }

  private static Operand read(Lanes lanes, ElementLoop.Operand operand, int index) {
    return lanes.read(1 + operand.array(), index, operand.offset());
  }

  /** {@return the operands that are the same in all turns; null for others} */
  private List<@Nullable Operand> singles(Lanes lanes) {
    List<@Nullable Operand> singles = new ArrayList<>();
    for (ElementLoop.Operand operand : loop.operands()) {
      boolean single = operand.reading() == Reading.SINGLE;
      singles.add(single ? lanes.readSingle(1 + operand.array(), operand.offset()) : null);
    }
    return singles;
  }

  /**
   * All elements are read before any is written, since an array may be both.
   *
   * @param known the operands that have been read; null for others
   */
  private void writeTurn(Lanes lanes, int index, List<@Nullable Operand> known) {
    List<Operand> values = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      Operand value = known.get(i);
      values.add(value == null ? read(lanes, loop.operands().get(i), index) : value);
    }
    for (ElementLoop.Step step : loop.steps()) {
      List<Operand> operands = step.operands().stream().map(values::get).toList();
      Operand value = step.primitive().formula(lanes, operands);
      if (value == null) {
        throw new IllegalArgumentException(step.primitive().name() + " has no formula");
      }
      values.add(value);
    }
    for (ElementLoop.Result result : loop.results()) {
      lanes.write(values.get(result.value()), 1 + result.array(), index, result.offset());
    }
  }
}
