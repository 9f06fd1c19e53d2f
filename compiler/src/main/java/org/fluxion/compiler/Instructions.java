package org.fluxion.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.internal.code.ScalarProgram;
import org.fluxion.internal.code.ScalarProgram.Add;
import org.fluxion.internal.code.ScalarProgram.Apply;
import org.fluxion.internal.code.ScalarProgram.Begin;
import org.fluxion.internal.code.ScalarProgram.Clear;
import org.fluxion.internal.code.ScalarProgram.Instruction;
import org.fluxion.internal.code.ScalarProgram.Load;
import org.fluxion.internal.code.ScalarProgram.Store;
import org.fluxion.tensor.Arithmetic;
import org.fluxion.tensor.Pointwise;

/**
 * A program on numbers with its formulas written out, as columns of a table.
 *
 * <p>Millions of rows are not unusual: programs come from loops that were recorded turn by turn.
 */
final class Instructions implements Arithmetic<Integer> {
  private int size;
  private Op[] codes = new Op[64];
  private int[] starts = new int[65];
  private int[] operands = new int[128];
  private int[] arrays = new int[64];
  private int[] offsets = new int[64];
  private double[] numbers = new double[64];
  private final List<Pointwise> called = new ArrayList<>();
  private final Map<Pointwise, Integer> callNumbers = new HashMap<>();

  /** {@return the instructions of a program} */
  static Instructions of(ScalarProgram program) {
    Instructions all = new Instructions();
    int[] values = new int[program.instructions().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = all.add(program.instructions().get(i), values);
    }
    return all;
  }

  private int add(Instruction instruction, int[] values) {
    if (instruction instanceof ScalarProgram.Known number) {
      return constant(number.value());
    }
    if (instruction instanceof Load load) {
      return add(Op.LOAD, load.array(), load.offset());
    }
    if (instruction instanceof Store store) {
      return add(Op.STORE, store.array(), store.offset(), values[store.value()]);
    }
    if (instruction instanceof Begin begin) {
      return add(Op.STORE, begin.array(), begin.offset(), plus(values[begin.value()], constant(0)));
    }
    if (instruction instanceof Add add) {
      return add(Op.ADD, add.array(), add.offset(), values[add.value()]);
    }
    if (instruction instanceof Clear clear) {
      return add(Op.CLEAR, clear.array(), 0);
    }
    return add((Apply) instruction, values);
  }

  private int add(Apply apply, int[] values) {
    List<Integer> own = Arrays.stream(apply.operands()).mapToObj(i -> values[i]).toList();
    Integer value = apply.primitive().formula(this, own);
    if (value != null) {
      return value;
    }
    int call = callNumbers.computeIfAbsent(apply.primitive(), key -> callNumbers.size());
    if (call == called.size()) {
      called.add(apply.primitive());
    }
    return add(Op.CALL, call, 0, own.stream().mapToInt(Integer::intValue).toArray());
  }

  private int add(Op op, int array, int offset, int... own) {
    if (size == codes.length) {
      int more = 2 * size;
      codes = Arrays.copyOf(codes, more);
      starts = Arrays.copyOf(starts, more + 1);
      arrays = Arrays.copyOf(arrays, more);
      offsets = Arrays.copyOf(offsets, more);
      numbers = Arrays.copyOf(numbers, more);
    }
    int start = starts[size];
    if (start + own.length > operands.length) {
      operands = Arrays.copyOf(operands, 2 * operands.length);
    }
    System.arraycopy(own, 0, operands, start, own.length);
    codes[size] = op;
    arrays[size] = array;
    offsets[size] = offset;
    starts[size + 1] = start + own.length;
    return size++;
  }

  private int operation(Op op, int... own) {
    return add(op, 0, 0, own);
  }

  int size() {
    return size;
  }

  Op op(int i) {
    return codes[i];
  }

  /** {@return whether two do the same, perhaps with other numbers, operands, arrays or offsets} */
  boolean isLike(int i, int j) {
    return codes[i] == codes[j] && (codes[i] != Op.CALL || arrays[i] == arrays[j]);
  }

  /** {@return a number that is the same for instructions that are alike} */
  int hash(int i) {
    return codes[i] == Op.CALL ? 31 * arrays[i] : codes[i].hashCode();
  }

  int operandCount(int i) {
    return starts[i + 1] - starts[i];
  }

  int operand(int i, int index) {
    return operands[starts[i] + index];
  }

  int array(int i) {
    return arrays[i];
  }

  int offset(int i) {
    return offsets[i];
  }

  double number(int i) {
    return numbers[i];
  }

  /** {@return the primitives without formula, by the numbers that calls have as array} */
  List<Pointwise> called() {
    return called;
  }

  @Override
  public Integer constant(double value) {
    int i = operation(Op.NUMBER);
    numbers[i] = value;
    return i;
  }

  @Override
  public Integer plus(Integer a, Integer b) {
    return operation(Op.PLUS, a, b);
  }

  @Override
  public Integer minus(Integer a, Integer b) {
    return operation(Op.MINUS, a, b);
  }

  @Override
  public Integer times(Integer a, Integer b) {
    return operation(Op.TIMES, a, b);
  }

  @Override
  public Integer div(Integer a, Integer b) {
    return operation(Op.DIV, a, b);
  }

  @Override
  public Integer negative(Integer a) {
    return operation(Op.NEGATIVE, a);
  }

  @Override
  public Integer fma(Integer a, Integer b, Integer c) {
    return operation(Op.FMA, a, b, c);
  }

  @Override
  public Integer abs(Integer a) {
    return operation(Op.ABS, a);
  }

  @Override
  public Integer sqrt(Integer a) {
    return operation(Op.SQRT, a);
  }

  @Override
  public Integer maximum(Integer a, Integer b) {
    return operation(Op.MAXIMUM, a, b);
  }

  @Override
  public Integer minimum(Integer a, Integer b) {
    return operation(Op.MINIMUM, a, b);
  }

  @Override
  public Integer choose(Relation relation, Integer a, Integer b, Integer then, Integer otherwise) {
    Op op =
        switch (relation) {
          case LESS -> Op.CHOOSE_LESS;
          case AT_MOST -> Op.CHOOSE_AT_MOST;
          case EQUAL -> Op.CHOOSE_EQUAL;
        };
    return operation(op, a, b, then, otherwise);
  }
}
