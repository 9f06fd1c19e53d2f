package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.internal.code.ElementLoop.Reading;
import org.fluxion.internal.plan.LoopLowering.Applied;
import org.fluxion.internal.plan.LoopLowering.Source;
import org.fluxion.tensor.Pointwise;
import org.jspecify.annotations.Nullable;

/**
 * Puts pointwise operations into an order of loops and calls of functions.
 *
 * <p>A stage is what needs as many functions before it, one after the other: first its loops, then
 * its functions, each of them called once on all that the stage needs it of. For that, loops write
 * the operands of functions next to each other.
 */
final class Stages {
  /**
   * A loop of about ten steps takes the least time for each; one of a hundred runs out of registers
   * and takes many times that.
   */
  static final int MOST_OPERATIONS = 24;

  private final List<Source> sources;
  private final List<Applied> steps;
  private final LoopArrays arrays;
  private final List<Block> blocks = new ArrayList<>();

  /** The block that computes each step. */
  private final int[] computed;

  private @Nullable Loop open;

  private Stages(List<Source> sources, List<Applied> steps, LoopArrays arrays) {
    this.sources = sources;
    this.steps = steps;
    this.arrays = arrays;
    computed = new int[steps.size()];
  }

  /** {@return loops and calls, in order; results of calls have no place yet} */
  static List<Block> of(List<Source> sources, List<Applied> steps, LoopArrays arrays) {
    Stages stages = new Stages(sources, steps, arrays);
    for (List<Integer> stage : stages.split()) {
      stages.write(stage);
    }
    return stages.blocks;
  }

  private List<List<Integer>> split() {
    List<List<Integer>> stages = new ArrayList<>();
    int[] before = new int[steps.size()];
    for (int i = 0; i < before.length; i++) {
      for (int operand : steps.get(i).operands()) {
        if (operand >= 0) {
          int more = steps.get(operand).isFunction() ? 1 : 0;
          before[i] = Math.max(before[i], before[operand] + more);
        }
      }
      while (stages.size() <= before[i]) {
        stages.add(new ArrayList<>());
      }
      stages.get(before[i]).add(i);
    }
    return stages;
  }

  private void write(List<Integer> stage) {
    open = null;
    Map<Pointwise, List<Integer>> functions = new LinkedHashMap<>();
    for (int i : stage) {
      Applied step = steps.get(i);
      if (step.isFunction()) {
        functions.computeIfAbsent(step.primitive(), key -> new ArrayList<>()).add(i);
      } else {
        loop(step.operations()).steps.add(i);
        computed[i] = blocks.size() - 1;
      }
    }
    List<Call> calls = new ArrayList<>();
    functions.forEach((primitive, members) -> calls.add(call(primitive, members)));
    for (Call call : calls) {
      call.members.forEach(member -> computed[member] = blocks.size());
      blocks.add(call);
    }
  }

  /** {@return a loop of this stage that has room} */
  private Loop loop(int operations) {
    Loop loop = open;
    if (loop == null || loop.operations + operations > MOST_OPERATIONS) {
      loop = new Loop();
      open = loop;
      blocks.add(loop);
    }
    loop.operations += operations;
    return loop;
  }

  private Call call(Pointwise primitive, List<Integer> members) {
    int[] operands = new int[steps.get(members.get(0)).operands().length];
    for (int k = 0; k < operands.length; k++) {
      int first = steps.get(members.get(0)).operands()[k];
      if (members.size() == 1 && isWhole(first)) {
        operands[k] = sources.get(-1 - first).buffer();
        continue;
      }
      operands[k] = arrays.scratch(members.size());
      for (int i = 0; i < members.size(); i++) {
        int value = steps.get(members.get(i)).operands()[k];
        Store store = new Store(value, arrays.part(operands[k], i));
        if (value >= 0 && blocks.get(computed[value]) instanceof Loop loop) {
          loop.stores.add(store);
        } else {
          loop(1).stores.add(store);
        }
      }
    }
    return new Call(primitive, members, operands);
  }

  /** Whether a value is all elements of a buffer. */
  private boolean isWhole(int value) {
    if (value >= 0) {
      return false;
    }
    Source source = sources.get(-1 - value);
    return source.reading() == Reading.EACH && arrays.isWhole(source.buffer());
  }

  /** Operations that are done one after the other. */
  sealed interface Block {}

  /** Formulas, and values that are put elsewhere. */
  static final class Loop implements Block {
    final List<Integer> steps = new ArrayList<>();
    final List<Store> stores = new ArrayList<>();
    int operations;
  }

  /** A function of one or more values at once. */
  static final class Call implements Block {
    final Pointwise primitive;

    /** The steps that it does. */
    final List<Integer> members;

    /** The arrays that it is called on. */
    final int[] operands;

    Call(Pointwise primitive, List<Integer> members, int[] operands) {
      this.primitive = primitive;
      this.members = members;
      this.operands = operands;
    }
  }

  /** Puts a value somewhere. */
  record Store(int value, Place place) {}

  /** Where a value lies: elements of an array from an offset on. */
  record Place(int array, int offset) {}
}
