package org.fluxion.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fluxion.internal.code.Code;
import org.fluxion.internal.code.Routine;
import org.fluxion.internal.code.ScalarProgram;
import org.fluxion.tensor.Pointwise;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Generates the code of a program on numbers: methods with values in local variables, and registers
 * for what one method leaves to others. Loops that the program came from are loops again.
 */
final class ScalarCompiler {
  /** Longer methods are not compiled by the JVM (its limit is 8,000). */
  private static final int LONGEST_METHOD = 6000;

  /** So many fit into the constant pool of a class, whatever numbers they use. */
  private static final int METHODS_PER_CLASS = 40;

  /** More straight-line code takes the JVM longer to compile than it is worth. */
  private static final int MOST_METHODS = 400;

  private static final int MOST_OPERANDS_OF_A_CALL = 3;

  private final Instructions program;
  private final List<Section> sections;
  private final List<Section> methods = new ArrayList<>();
  private final Homes homes;
  private final int[] lastUse;
  private final List<double[]> tables = new ArrayList<>();

  ScalarCompiler(ScalarProgram source) {
    program = Instructions.of(source);
    // What fits into one method is faster as it is: loops leave values to each other in memory.
    sections =
        bytes() <= LONGEST_METHOD
            ? List.of(new Section(0, program.size(), 1))
            : Rolling.of(program);
    int[] numbers = new int[program.size()];
    for (Section section : sections) {
      split(section, numbers);
    }
    homes = new Homes(program, sections, numbers);
    lastUse = new int[program.size()];
    for (int i = 0; i < program.size(); i++) {
      for (int k = 0; k < program.operandCount(i); k++) {
        lastUse[program.operand(i, k)] = i;
      }
    }
  }

  private int bytes() {
    return IntStream.range(0, program.size()).map(i -> program.op(i).bytes()).sum();
  }

  /** Makes a method of a loop, and as many as it takes of instructions as they are. */
  private void split(Section section, int[] numbers) {
    int from = section.from();
    int bytes = 0;
    for (int i = from; !section.isLoop() && i < section.to(); i++) {
      bytes += program.op(i).bytes();
      if (bytes > LONGEST_METHOD) {
        methods.add(new Section(from, i - from, 1));
        from = i;
        bytes = program.op(i).bytes();
      }
      numbers[i] = methods.size();
    }
    if (section.isLoop()) {
      Arrays.fill(numbers, from, section.to(), methods.size());
    }
    methods.add(section.isLoop() ? section : new Section(from, section.to() - from, 1));
  }

  /** {@return the code; null if it would be too much} */
  @Nullable Code compile() {
    int[] arities = arities();
    if (methods.size() > MOST_METHODS
        || Arrays.stream(arities).anyMatch(arity -> arity > MOST_OPERANDS_OF_A_CALL)) {
      return null;
    }
    FrameCode[] classes =
        new FrameCode[(methods.size() + METHODS_PER_CLASS - 1) / METHODS_PER_CLASS];
    for (int i = 0; i < classes.length; i++) {
      int from = i * METHODS_PER_CLASS;
      classes[i] =
          generate(methods.subList(from, Math.min(from + METHODS_PER_CLASS, methods.size())));
    }
    double[][] numbers = tables.toArray(double[][]::new);
    List<Pointwise> called = List.copyOf(program.called());
    int registers = homes.count();
    return () -> routine(classes, new Frame(registers, numbers, called, arities));
  }

  private static Routine routine(FrameCode[] classes, Frame frame) {
    return arrays -> {
      frame.arrays = arrays;
      for (FrameCode code : classes) {
        code.run(frame);
      }
    };
  }

  private int[] arities() {
    int[] arities = new int[program.called().size()];
    for (int i = 0; i < program.size(); i++) {
      if (program.op(i) == Op.CALL) {
        arities[program.array(i)] = program.operandCount(i);
      }
    }
    return arities;
  }

  private FrameCode generate(List<Section> own) {
    GeneratedClass generated = new GeneratedClass(FrameCode.class);
    for (int i = 0; i < own.size(); i++) {
      Section section = own.get(i);
      generated.method(
          Opcodes.ACC_STATIC,
          "part" + i,
          FrameMethod.DESCRIPTOR,
          code -> {
            FrameMethod method = new FrameMethod(program, code);
            if (section.isLoop()) {
              new LoopMethod(program, homes, section, tables, method).write();
            } else {
              writeStraight(section, method);
            }
          });
    }
    generated.method(
        Opcodes.ACC_PUBLIC, "run", FrameMethod.DESCRIPTOR, code -> callAll(code, own.size()));
    return generated.instance(FrameCode.class);
  }

  private static void callAll(MethodVisitor code, int count) {
    for (int i = 0; i < count; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 1);
      GeneratedClass.call(code, "part" + i, FrameMethod.DESCRIPTOR);
    }
  }

  private void writeStraight(Section section, FrameMethod method) {
    method.fetchArrays(section.from(), section.to());
    Map<Integer, Operand> values = new HashMap<>();
    for (int i = section.from(); i < section.to(); i++) {
      List<Operand> operands = new ArrayList<>();
      for (int k = 0; k < program.operandCount(i); k++) {
        operands.add(values.computeIfAbsent(program.operand(i, k), v -> homes.load(v, method)));
      }
      Affine array = new Affine(program.array(i), 0);
      Operand value = method.write(i, operands, array, new Affine(program.offset(i), 0), 0);
      values.put(i, value);
      if (homes.hasRegister(i)) {
        method.store(value, new Affine(homes.register(i), 0), 0);
      }
      for (int k = 0; k < operands.size(); k++) {
        int operand = program.operand(i, k);
        if (lastUse[operand] == i && values.remove(operand) instanceof Operand.Local local) {
          method.locals().release(local.slot());
        }
      }
    }
  }
}
