package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fluxion.internal.code.Code;
import org.fluxion.internal.code.CodeGenerator;
import org.fluxion.internal.code.ElementLoop;
import org.fluxion.internal.code.ElementLoop.Reading;
import org.fluxion.internal.code.FormulaSize;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Pointwise;
import org.jspecify.annotations.Nullable;

/** Pointwise tasks on arrays of one size, as one loop. */
final class LoopLowering implements Lowering {
  /**
   * A loop of about ten steps takes the least time for each; one of a hundred runs out of registers
   * and takes many times that.
   */
  private static final int MOST_OPERATIONS = 24;

  private final int[] sizes;
  private final int size;
  private int operations;

  /** Which value a buffer holds: operands count down from −1, steps up from 0. */
  private final Map<Integer, Integer> values = new HashMap<>();

  private final List<Reading> readings = new ArrayList<>();
  private final List<Integer> read = new ArrayList<>();
  private final List<Pointwise> primitives = new ArrayList<>();
  private final List<int[]> operands = new ArrayList<>();
  private final BitSet written = new BitSet();
  private int[] results = {};

  LoopLowering(int[] sizes, Task first) {
    this.sizes = sizes;
    size = sizes[first.result()];
  }

  @Override
  public boolean add(Task task) {
    if (sizes[task.result()] != size || size == 1) {
      return false;
    }
    if (task.function() == ArrayFunction.CYCLE && sizes[task.operands()[0]] == 1) {
      values.put(task.result(), operand(task.operands()[0], Reading.SINGLE));
    } else if (!(task.primitive() instanceof Pointwise pointwise) || !add(task, pointwise)) {
      return false;
    }
    written.set(task.result());
    return true;
  }

  private boolean add(Task task, Pointwise primitive) {
    int own = FormulaSize.of(primitive, task.operands().length);
    if (own == FormulaSize.NONE || (operations > 0 && operations + own > MOST_OPERATIONS)) {
      return false;
    }
    operations += own;
    int[] taken = new int[task.operands().length];
    for (int i = 0; i < taken.length; i++) {
      Integer value = values.get(task.operands()[i]);
      taken[i] = value == null ? operand(task.operands()[i], Reading.EACH) : value;
    }
    values.put(task.result(), primitives.size());
    primitives.add(primitive);
    operands.add(taken);
    return true;
  }

  private int operand(int buffer, Reading reading) {
    for (int i = 0; i < readings.size(); i++) {
      if (read.get(i) == buffer && readings.get(i) == reading) {
        return -1 - i;
      }
    }
    readings.add(reading);
    read.add(buffer);
    return -readings.size();
  }

  @Override
  public @Nullable Code generate(CodeGenerator generator, BitSet live) {
    results = written.stream().filter(live::get).toArray();
    List<ElementLoop.Step> steps = new ArrayList<>();
    for (int i = 0; i < primitives.size(); i++) {
      List<Integer> numbers = new ArrayList<>();
      for (int value : operands.get(i)) {
        numbers.add(number(value));
      }
      steps.add(new ElementLoop.Step(primitives.get(i), numbers));
    }
    List<Integer> stored = new ArrayList<>();
    for (int buffer : results) {
      stored.add(number(Objects.requireNonNull(values.get(buffer))));
    }
    return steps.isEmpty() || stored.isEmpty()
        ? null
        : generator.generate(new ElementLoop(List.copyOf(readings), steps, stored));
  }

  private int number(int value) {
    return value < 0 ? -1 - value : readings.size() + value;
  }

  @Override
  public int[] buffers() {
    int[] all = new int[read.size() + results.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = i < read.size() ? read.get(i) : results[i - read.size()];
    }
    return all;
  }

  @Override
  public String text() {
    return "one loop of " + operations + " operations, stores " + results.length;
  }
}
