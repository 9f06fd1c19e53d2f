package org.fluxion.compiler;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the instructions of one method of a program on numbers; its parameter is the frame. */
final class FrameMethod {
  static final String FRAME = Type.getInternalName(Frame.class);
  static final String DESCRIPTOR = "(L" + FRAME + ";)V";

  /** What stands for the value of an instruction that has none. */
  private static final Operand NONE = new Operand.Known(0);

  private final Instructions program;
  private final MethodVisitor code;
  private final Locals locals = new Locals(1);
  private final Formulas formulas;
  private final int registers;
  private final Map<Integer, Integer> arrays = new HashMap<>();

  FrameMethod(Instructions program, MethodVisitor code) {
    this.program = program;
    this.code = code;
    formulas = new Formulas(code, locals);
    registers = locals.single();
    field("registers", "[D");
    code.visitVarInsn(Opcodes.ASTORE, registers);
  }

  private void field(String name, String type) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, FRAME, name, type);
  }

  MethodVisitor code() {
    return code;
  }

  Locals locals() {
    return locals;
  }

  Formulas formulas() {
    return formulas;
  }

  /** Takes an array from the frame into a variable, once. */
  void fetch(int array) {
    if (!arrays.containsKey(array)) {
      int local = locals.single();
      push(array, new Affine(array, 0), 0);
      code.visitVarInsn(Opcodes.ASTORE, local);
      arrays.put(array, local);
    }
  }

  /** Puts an array on the stack. */
  private void push(int array, Affine number, int turn) {
    Integer local = number.step() == 0 ? arrays.get(array) : null;
    if (local != null) {
      code.visitVarInsn(Opcodes.ALOAD, local);
    } else {
      field("arrays", "[[D");
      push(number, turn);
      code.visitInsn(Opcodes.AALOAD);
    }
  }

  /** {@return a variable with a table, which is taken from the frame} */
  int fetchTable(int table) {
    int local = locals.single();
    field("tables", "[[D");
    push(table);
    code.visitInsn(Opcodes.AALOAD);
    code.visitVarInsn(Opcodes.ASTORE, local);
    return local;
  }

  /** Puts an integer on the stack. */
  void push(int number) {
    if (number >= -1 && number <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + number);
    } else if (number == (byte) number) {
      code.visitIntInsn(Opcodes.BIPUSH, number);
    } else if (number == (short) number) {
      code.visitIntInsn(Opcodes.SIPUSH, number);
    } else {
      code.visitLdcInsn(number);
    }
  }

  /** Puts an index on the stack. */
  private void push(Affine index, int turn) {
    push(index.start());
    if (index.step() == 1 || index.step() == -1) {
      code.visitVarInsn(Opcodes.ILOAD, turn);
      code.visitInsn(index.step() == 1 ? Opcodes.IADD : Opcodes.ISUB);
    } else if (index.step() != 0) {
      code.visitVarInsn(Opcodes.ILOAD, turn);
      push(index.step());
      code.visitInsn(Opcodes.IMUL);
      code.visitInsn(Opcodes.IADD);
    }
  }

  /** {@return a variable with what a register holds} */
  Operand load(Affine register, int turn) {
    code.visitVarInsn(Opcodes.ALOAD, registers);
    push(register, turn);
    code.visitInsn(Opcodes.DALOAD);
    return formulas.pop();
  }

  /** {@return a variable with a number of a table} */
  Operand loadTable(int table, int turn) {
    code.visitVarInsn(Opcodes.ALOAD, table);
    code.visitVarInsn(Opcodes.ILOAD, turn);
    code.visitInsn(Opcodes.DALOAD);
    return formulas.pop();
  }

  /** Puts a value into a register. */
  void store(Operand value, Affine register, int turn) {
    code.visitVarInsn(Opcodes.ALOAD, registers);
    push(register, turn);
    formulas.push(value);
    code.visitInsn(Opcodes.DASTORE);
  }

  /**
   * Writes an instruction.
   *
   * @param array the number of its array, if it has one
   * @param offset the element of that array
   * @param turn the variable that counts turns
   * @return its value; 0 if it has none
   */
  Operand write(int i, List<Operand> operands, Affine array, Affine offset, int turn) {
    Op op = program.op(i);
    if (op.hasArray()) {
      push(program.array(i), array, turn);
    }
    return switch (op) {
      case NUMBER -> new Operand.Known(program.number(i));
      case LOAD -> {
        push(offset, turn);
        code.visitInsn(Opcodes.DALOAD);
        yield formulas.pop();
      }
      case STORE -> {
        push(offset, turn);
        formulas.push(operands.get(0));
        code.visitInsn(Opcodes.DASTORE);
        yield NONE;
      }
      case ADD -> {
        push(offset, turn);
        code.visitInsn(Opcodes.DUP2);
        code.visitInsn(Opcodes.DALOAD);
        formulas.push(operands.get(0));
        code.visitInsn(Opcodes.DADD);
        code.visitInsn(Opcodes.DASTORE);
        yield NONE;
      }
      case CLEAR -> {
        code.visitInsn(Opcodes.DCONST_0);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/Arrays", "fill", "([DD)V", false);
        yield NONE;
      }
      case CALL -> {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        push(program.array(i));
        operands.forEach(formulas::push);
        String descriptor = "(I" + "D".repeat(operands.size()) + ")D";
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, FRAME, "call", descriptor, false);
        yield formulas.pop();
      }
      default -> formulas.apply(op, operands);
    };
  }

  /** Fetches the arrays that instructions use more than once. */
  void fetchArrays(int from, int to) {
    Set<Integer> once = new HashSet<>();
    for (int i = from; i < to; i++) {
      if (program.op(i).hasArray() && !once.add(program.array(i))) {
        fetch(program.array(i));
      }
    }
  }
}
