package org.fluxion.compiler;

import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes formulas as instructions on numbers in local variables. */
final class Formulas implements Lanes {
  private static final String MATH = "java/lang/Math";

  private final MethodVisitor code;
  private final Locals locals;

  Formulas(MethodVisitor code, Locals locals) {
    this.code = code;
    this.locals = locals;
  }

  /** {@return the variable that holds the result of an operation, which is written} */
  Operand apply(Op op, List<Operand> of) {
    return switch (op) {
      case PLUS -> plus(of.get(0), of.get(1));
      case MINUS -> minus(of.get(0), of.get(1));
      case TIMES -> times(of.get(0), of.get(1));
      case DIV -> div(of.get(0), of.get(1));
      case NEGATIVE -> negative(of.get(0));
      case FMA -> fma(of.get(0), of.get(1), of.get(2));
      case ABS -> abs(of.get(0));
      case SQRT -> sqrt(of.get(0));
      case MAXIMUM -> maximum(of.get(0), of.get(1));
      case MINIMUM -> minimum(of.get(0), of.get(1));
      case CHOOSE_LESS -> choose(Relation.LESS, of.get(0), of.get(1), of.get(2), of.get(3));
      case CHOOSE_AT_MOST -> choose(Relation.AT_MOST, of.get(0), of.get(1), of.get(2), of.get(3));
      case CHOOSE_EQUAL -> choose(Relation.EQUAL, of.get(0), of.get(1), of.get(2), of.get(3));
      default -> throw new IllegalArgumentException(op + " is no operation");
    };
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public Operand read(int array, int index, int offset) {
    pushPlace(code, array, index, offset);
    code.visitInsn(Opcodes.DALOAD);
    return pop();
  }

  @Override
  public Operand readSingle(int array, int offset) {
    code.visitVarInsn(Opcodes.ALOAD, array);
    code.visitLdcInsn(offset);
    code.visitInsn(Opcodes.DALOAD);
    return pop();
  }

  @Override
  public void write(Operand value, int array, int index, int offset) {
    pushPlace(code, array, index, offset);
    push(value);
    code.visitInsn(Opcodes.DASTORE);
  }

  /** Puts an array and an index of it on the stack. */
  static void pushPlace(MethodVisitor code, int array, int index, int offset) {
    code.visitVarInsn(Opcodes.ALOAD, array);
    code.visitVarInsn(Opcodes.ILOAD, index);
    if (offset != 0) {
      code.visitLdcInsn(offset);
      code.visitInsn(Opcodes.IADD);
    }
  }

  /** Puts a number on the stack. */
  void push(Operand operand) {
    if (operand instanceof Operand.Known known) {
      push(known.value());
    } else if (operand instanceof Operand.Local local) {
      code.visitVarInsn(Opcodes.DLOAD, local.slot());
    }
  }

  private void push(double value) {
    long bits = Double.doubleToRawLongBits(value);
    if (bits == 0) {
      code.visitInsn(Opcodes.DCONST_0);
    } else if (bits == Double.doubleToRawLongBits(1)) {
      code.visitInsn(Opcodes.DCONST_1);
    } else {
      code.visitLdcInsn(value);
    }
  }

  /** Takes a number from the stack into a variable. */
  Operand pop() {
    Operand.Local local = new Operand.Local(locals.number());
    code.visitVarInsn(Opcodes.DSTORE, local.slot());
    return local;
  }

  private Operand binary(int instruction, Operand a, Operand b) {
    push(a);
    push(b);
    code.visitInsn(instruction);
    return pop();
  }

  private Operand math(String name, Operand... operands) {
    for (Operand operand : operands) {
      push(operand);
    }
    String descriptor = "(" + "D".repeat(operands.length) + ")D";
    code.visitMethodInsn(Opcodes.INVOKESTATIC, MATH, name, descriptor, false);
    return pop();
  }

  @Override
  public Operand constant(double value) {
    return new Operand.Known(value);
  }

  @Override
  public Operand plus(Operand a, Operand b) {
    return binary(Opcodes.DADD, a, b);
  }

  @Override
  public Operand minus(Operand a, Operand b) {
    return binary(Opcodes.DSUB, a, b);
  }

  @Override
  public Operand times(Operand a, Operand b) {
    return binary(Opcodes.DMUL, a, b);
  }

  @Override
  public Operand div(Operand a, Operand b) {
    return binary(Opcodes.DDIV, a, b);
  }

  @Override
  public Operand negative(Operand a) {
    push(a);
    code.visitInsn(Opcodes.DNEG);
    return pop();
  }

  @Override
  public Operand fma(Operand a, Operand b, Operand c) {
    return math("fma", a, b, c);
  }

  @Override
  public Operand abs(Operand a) {
    return math("abs", a);
  }

  @Override
  public Operand sqrt(Operand a) {
    return math("sqrt", a);
  }

  @Override
  public Operand maximum(Operand a, Operand b) {
    return math("max", a, b);
  }

  @Override
  public Operand minimum(Operand a, Operand b) {
    return math("min", a, b);
  }

  /** A jump over the other number; comparisons with NaN go to the other. */
  @Override
  public Operand choose(Relation relation, Operand a, Operand b, Operand then, Operand otherwise) {
    Label done = new Label();
    push(then);
    Operand result = pop();
    push(a);
    push(b);
    code.visitInsn(Opcodes.DCMPG);
    code.visitJumpInsn(
        switch (relation) {
          case LESS -> Opcodes.IFLT;
          case AT_MOST -> Opcodes.IFLE;
          case EQUAL -> Opcodes.IFEQ;
        },
        done);
    push(otherwise);
    code.visitVarInsn(Opcodes.DSTORE, ((Operand.Local) result).slot());
    code.visitLabel(done);
    return result;
  }
}
