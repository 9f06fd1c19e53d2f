package org.fluxion.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes a loop as one method. */
final class LoopMethod {
  private final Instructions program;
  private final Homes homes;
  private final Section loop;
  private final int end;
  private final List<double[]> tables;

  private final FrameMethod method;

  /** The variable that counts turns. */
  private final int turn;

  /** The variables of tables, by the instruction whose numbers they hold. */
  private final Map<Integer, Integer> tableLocals = new HashMap<>();

  /** Values from before the loop that stay. */
  private final Map<Integer, Operand> fixed = new HashMap<>();

  /** Values of the turn before. */
  private final Map<Carry, Operand> carried = new HashMap<>();

  /** Values of the turn that is being written. */
  private final Map<Integer, Operand> values = new HashMap<>();

  /** Values of earlier loops that are stepped through, by register. */
  private final Map<Affine, Operand> stepped = new HashMap<>();

  /**
   * Prepares a loop.
   *
   * @param tables where tables of numbers are added
   */
  LoopMethod(
      Instructions program, Homes homes, Section loop, List<double[]> tables, FrameMethod method) {
    this.program = program;
    this.homes = homes;
    this.loop = loop;
    this.tables = tables;
    this.method = method;
    end = loop.from() + loop.period();
    turn = method.locals().single();
  }

  void write() {
    prepare();
    MethodVisitor code = method.code();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, turn);
    Label top = new Label();
    code.visitLabel(top);
    writeTurn();
    carried.forEach(
        (carry, variable) -> {
          method.formulas().push(get(values, carry.value));
          code.visitVarInsn(Opcodes.DSTORE, ((Operand.Local) variable).slot());
        });
    code.visitIincInsn(turn, 1);
    code.visitVarInsn(Opcodes.ILOAD, turn);
    method.push(loop.count());
    code.visitJumpInsn(Opcodes.IF_ICMPLT, top);
    for (int i = loop.from(); i < end; i++) {
      if (homes.hasRegister(i) && !homes.hasEveryTurn(i)) {
        method.store(get(values, i), new Affine(homes.register(i), 0), turn);
      }
    }
  }

  private static <K> Operand get(Map<K, Operand> known, K key) {
    return Objects.requireNonNull(known.get(key));
  }

  /** Fetches what does not change from turn to turn. */
  private void prepare() {
    for (int i = loop.from(); i < end; i++) {
      if (program.op(i).hasArray() && array(i).step() == 0) {
        method.fetch(program.array(i));
      }
      if (program.op(i) == Op.NUMBER && differs(i)) {
        tableLocals.put(i, method.fetchTable(table(i)));
      }
      for (int k = 0; k < program.operandCount(i); k++) {
        int value = program.operand(i, k);
        if (isCarried(i, k)) {
          carried.computeIfAbsent(
              carry(i, k),
              key -> {
                method.formulas().push(homes.load(value, method));
                return method.formulas().pop();
              });
        } else if (value < loop.from() && homes.step(loop, i, k) == 0) {
          fixed.computeIfAbsent(value, key -> homes.load(value, method));
        }
      }
    }
  }

  private Affine array(int i) {
    return new Affine(program.array(i), program.array(i + loop.period()) - program.array(i));
  }

  private Affine offset(int i) {
    return new Affine(program.offset(i), program.offset(i + loop.period()) - program.offset(i));
  }

  private boolean isCarried(int i, int k) {
    int second = program.operand(i + loop.period(), k);
    return second >= loop.from() && second < end;
  }

  private Carry carry(int i, int k) {
    return new Carry(program.operand(i + loop.period(), k), program.operand(i, k));
  }

  private boolean differs(int i) {
    long bits = Double.doubleToRawLongBits(program.number(i));
    for (int t = 1; t < loop.count(); t++) {
      if (Double.doubleToRawLongBits(program.number(i + t * loop.period())) != bits) {
        return true;
      }
    }
    return false;
  }

  private int table(int i) {
    double[] numbers = new double[loop.count()];
    for (int t = 0; t < numbers.length; t++) {
      numbers[t] = program.number(i + t * loop.period());
    }
    tables.add(numbers);
    return tables.size() - 1;
  }

  private void writeTurn() {
    for (int i = loop.from(); i < end; i++) {
      List<Operand> operands = new ArrayList<>();
      for (int k = 0; k < program.operandCount(i); k++) {
        operands.add(operand(i, k));
      }
      Integer table = tableLocals.get(i);
      Operand value =
          table == null
              ? method.write(i, operands, array(i), offset(i), turn)
              : method.loadTable(table, turn);
      values.put(i, value);
      if (homes.hasRegister(i) && homes.hasEveryTurn(i)) {
        method.store(value, new Affine(homes.register(i), 1), turn);
      }
    }
  }

  private Operand operand(int i, int k) {
    int value = program.operand(i, k);
    if (isCarried(i, k)) {
      return get(carried, carry(i, k));
    }
    if (value >= loop.from()) {
      return get(values, value);
    }
    int step = homes.step(loop, i, k);
    return step == 0
        ? get(fixed, value)
        : stepped.computeIfAbsent(
            new Affine(homes.register(value), homes.registerStep(value, step)),
            register -> method.load(register, turn));
  }

  /**
   * A value that is used in the turn after its own.
   *
   * @param value the value, in the first turn
   * @param initial what stands for it before the first turn
   */
  private record Carry(int value, int initial) {}
}
