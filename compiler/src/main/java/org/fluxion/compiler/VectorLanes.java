package org.fluxion.compiler;

import java.lang.reflect.Method;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes formulas as instructions on vectors of the Vector API.
 *
 * <p>The incubating module is named in generated code only, so that this one compiles and runs
 * without it.
 */
final class VectorLanes implements Lanes {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String PACKAGE = "jdk/incubator/vector/";
  private static final String DOUBLES = PACKAGE + "DoubleVector";
  private static final String MADE = ")L" + DOUBLES + ";";
  private static final String VECTOR = "L" + PACKAGE + "Vector;";
  private static final String SPECIES = "L" + PACKAGE + "VectorSpecies;";
  private static final String MASK = "L" + PACKAGE + "VectorMask;";
  private static final String COMPARISON = "L" + PACKAGE + "VectorOperators$Comparison;";

  /** How many numbers the widest vectors of this machine have; 0 without Vector API. */
  static final int COUNT = preferredCount();

  private final MethodVisitor code;
  private final Locals locals;

  VectorLanes(MethodVisitor code, Locals locals) {
    this.code = code;
    this.locals = locals;
  }

  /** {@return whether the Vector API is there, with vectors of more than one number} */
  static boolean areThere() {
    return COUNT > 1;
  }

  private static int preferredCount() {
    Module module = ModuleLayer.boot().findModule(MODULE).orElse(null);
    if (module == null) {
      return 0;
    }
    VectorLanes.class.getModule().addReads(module);
    try {
      Object species =
          Class.forName(module, DOUBLES.replace('/', '.')).getField("SPECIES_PREFERRED").get(null);
      Method length = Class.forName(module, MODULE + ".VectorSpecies").getMethod("length");
      return (int) length.invoke(species);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
      return 0;
    }
  }

  @Override
  public int count() {
    return COUNT;
  }

  @Override
  public Operand read(int array, int index, int offset) {
    pushSpecies();
    Formulas.pushPlace(code, array, index, offset);
    make("fromArray", SPECIES + "[DI");
    return pop();
  }

  @Override
  public Operand readSingle(int array, int offset) {
    pushSpecies();
    code.visitVarInsn(Opcodes.ALOAD, array);
    code.visitLdcInsn(offset);
    code.visitInsn(Opcodes.DALOAD);
    make("broadcast", SPECIES + "D");
    return pop();
  }

  @Override
  public void write(Operand value, int array, int index, int offset) {
    push(value);
    Formulas.pushPlace(code, array, index, offset);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, DOUBLES, "intoArray", "([DI)V", false);
  }

  /** {@return another variable with the same vector} */
  Operand copy(Operand value) {
    push(value);
    return pop();
  }

  /** Puts a vector into a variable that is there already. */
  void assign(Operand variable, Operand value) {
    push(value);
    code.visitVarInsn(Opcodes.ASTORE, ((Operand.Local) variable).slot());
  }

  private void pushSpecies() {
    code.visitFieldInsn(Opcodes.GETSTATIC, DOUBLES, "SPECIES_PREFERRED", SPECIES);
  }

  private void make(String name, String arguments) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, DOUBLES, name, "(" + arguments + MADE, false);
  }

  private void push(Operand operand) {
    if (operand instanceof Operand.Local local) {
      code.visitVarInsn(Opcodes.ALOAD, local.slot());
    } else if (operand instanceof Operand.Known known) {
      pushSpecies();
      code.visitLdcInsn(known.value());
      make("broadcast", SPECIES + "D");
    }
  }

  private Operand pop() {
    int slot = locals.single();
    code.visitVarInsn(Opcodes.ASTORE, slot);
    return new Operand.Local(slot);
  }

  private Operand call(String name, Operand... operands) {
    for (Operand operand : operands) {
      push(operand);
    }
    String descriptor = "(" + VECTOR.repeat(operands.length - 1) + MADE;
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, DOUBLES, name, descriptor, false);
    return pop();
  }

  @Override
  public Operand constant(double value) {
    return new Operand.Known(value);
  }

  @Override
  public Operand plus(Operand a, Operand b) {
    return call("add", a, b);
  }

  @Override
  public Operand minus(Operand a, Operand b) {
    return call("sub", a, b);
  }

  @Override
  public Operand times(Operand a, Operand b) {
    return call("mul", a, b);
  }

  @Override
  public Operand div(Operand a, Operand b) {
    return call("div", a, b);
  }

  @Override
  public Operand negative(Operand a) {
    return call("neg", a);
  }

  @Override
  public Operand fma(Operand a, Operand b, Operand c) {
    return call("fma", a, b, c);
  }

  @Override
  public Operand abs(Operand a) {
    return call("abs", a);
  }

  @Override
  public Operand sqrt(Operand a) {
    return call("sqrt", a);
  }

  @Override
  public Operand maximum(Operand a, Operand b) {
    return call("max", a, b);
  }

  @Override
  public Operand minimum(Operand a, Operand b) {
    return call("min", a, b);
  }

  @Override
  public Operand choose(Relation relation, Operand a, Operand b, Operand then, Operand otherwise) {
    push(otherwise);
    push(then);
    push(a);
    String operator =
        switch (relation) {
          case LESS -> "LT";
          case AT_MOST -> "LE";
          case EQUAL -> "EQ";
        };
    code.visitFieldInsn(Opcodes.GETSTATIC, PACKAGE + "VectorOperators", operator, COMPARISON);
    push(b);
    String compare = "(" + COMPARISON + VECTOR + ")" + MASK;
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, DOUBLES, "compare", compare, false);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, DOUBLES, "blend", "(" + VECTOR + MASK + MADE, false);
    return pop();
  }
}
