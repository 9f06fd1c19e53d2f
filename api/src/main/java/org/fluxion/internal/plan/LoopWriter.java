package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fluxion.internal.code.ElementLoop;
import org.fluxion.internal.code.ElementLoop.Operand;
import org.fluxion.internal.plan.LoopLowering.Applied;
import org.fluxion.internal.plan.LoopLowering.Source;

/** Writes a loop for a code generator: numbers its values and its arrays. */
final class LoopWriter {
  private final List<Operand> operands = new ArrayList<>();
  private final List<ElementLoop.Step> steps = new ArrayList<>();
  private final List<ElementLoop.Result> results = new ArrayList<>();
  private final Map<Integer, Integer> numbers = new HashMap<>();
  private final List<Integer> arrays = new ArrayList<>();

  /** Reads a value; all that are read come before what is computed. */
  void read(int value, Source from) {
    if (!numbers.containsKey(value)) {
      numbers.put(value, operands.size());
      operands.add(new Operand(array(from.buffer()), from.offset(), from.reading()));
    }
  }

  /** Computes a value. */
  void compute(int value, Applied step) {
    numbers.put(value, operands.size() + steps.size());
    List<Integer> taken = new ArrayList<>();
    for (int operand : step.operands()) {
      taken.add(number(operand));
    }
    steps.add(new ElementLoop.Step(step.primitive(), taken));
  }

  /** Puts a value somewhere. */
  void store(Stages.Store store) {
    results.add(
        new ElementLoop.Result(
            number(store.value()), array(store.place().array()), store.place().offset()));
  }

  private int number(int value) {
    return Objects.requireNonNull(numbers.get(value));
  }

  private int array(int array) {
    int known = arrays.indexOf(array);
    if (known < 0) {
      arrays.add(array);
      return arrays.size() - 1;
    }
    return known;
  }

  /** {@return the loop} */
  ElementLoop loop(int length) {
    return new ElementLoop(length, operands, steps, results);
  }

  /** {@return what the loop is run on} */
  int[] arrays() {
    return arrays.stream().mapToInt(Integer::intValue).toArray();
  }
}
