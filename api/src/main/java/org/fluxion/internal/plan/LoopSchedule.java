package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fluxion.internal.code.Code;
import org.fluxion.internal.code.CodeGenerator;
import org.fluxion.internal.code.ElementLoop.Reading;
import org.fluxion.internal.plan.LoopLowering.Applied;
import org.fluxion.internal.plan.LoopLowering.Source;
import org.fluxion.internal.plan.Stages.Block;
import org.fluxion.internal.plan.Stages.Call;
import org.fluxion.internal.plan.Stages.Loop;
import org.fluxion.internal.plan.Stages.Place;
import org.fluxion.internal.plan.Stages.Store;
import org.fluxion.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Decides where the values of pointwise operations lie.
 *
 * <p>A result is written to its buffer as soon as the old elements of the buffer have been read for
 * the last time. What later loops read and has no place then gets a scratch array.
 */
final class LoopSchedule {
  private final List<Source> sources;
  private final List<Applied> steps;
  private final Map<Integer, Integer> results;
  private final LoopArrays arrays;
  private final List<Block> blocks;

  /** The block that computes each step. */
  private final int[] computed;

  /** The last block that reads what was in a buffer before. */
  private final Map<Integer, Integer> lastRead = new HashMap<>();

  private final Map<Integer, Place> homes = new HashMap<>();

  /** Results that were not written when they were computed. */
  private final Map<Integer, Integer> late = new HashMap<>();

  /**
   * Puts the operations into an order.
   *
   * @param results which value each of these buffers is to hold in the end
   */
  LoopSchedule(
      List<Source> sources, List<Applied> steps, Map<Integer, Integer> results, LoopArrays arrays) {
    this.sources = sources;
    this.steps = steps;
    this.results = results;
    this.arrays = arrays;
    blocks = Stages.of(sources, steps, arrays);
    computed = new int[steps.size()];
    for (int i = 0; i < blocks.size(); i++) {
      for (int step : stepsOf(blocks.get(i))) {
        computed[step] = i;
      }
    }
  }

  private static List<Integer> stepsOf(Block block) {
    return block instanceof Loop loop ? loop.steps : ((Call) block).members;
  }

  /** {@return the operations as loops and calls; null if the generator has no code for a loop} */
  @Nullable List<Part> parts(CodeGenerator generator) {
    findLastReads();
    results.forEach(this::placeResult);
    placeCalls();
    placeWhatIsReadElsewhere();
    late.forEach(this::placeLate);
    List<Part> parts = new ArrayList<>();
    for (Block block : blocks) {
      Part part = block instanceof Loop loop ? part(loop, generator) : part((Call) block);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return parts;
  }

  private void findLastReads() {
    for (int i = 0; i < blocks.size(); i++) {
      for (int value : read(blocks.get(i))) {
        if (value < 0) {
          lastRead.put(sources.get(-1 - value).buffer(), i);
        }
      }
    }
  }

  /** {@return the values that a block reads or computes} */
  private List<Integer> read(Block block) {
    List<Integer> read = new ArrayList<>();
    for (int step : stepsOf(block)) {
      Arrays.stream(steps.get(step).operands()).forEach(read::add);
    }
    if (block instanceof Loop loop) {
      loop.stores.forEach(store -> read.add(store.value()));
    }
    return read;
  }

  private boolean isFree(int buffer, int block) {
    return block >= lastRead.getOrDefault(buffer, -1);
  }

  private void placeResult(int buffer, int value) {
    if (value >= 0 && isFree(buffer, computed[value])) {
      Place place = new Place(buffer, 0);
      if (blocks.get(computed[value]) instanceof Loop loop) {
        loop.stores.add(new Store(value, place));
        homes.putIfAbsent(value, place);
        return;
      }
      if (stepsOf(blocks.get(computed[value])).size() == 1
          && homes.putIfAbsent(value, place) == null) {
        return;
      }
    }
    late.put(buffer, value);
  }

  /** The results of a call lie next to each other. */
  private void placeCalls() {
    for (Block block : blocks) {
      if (block instanceof Call call && !homes.containsKey(call.members.get(0))) {
        int array = arrays.scratch(call.members.size());
        for (int i = 0; i < call.members.size(); i++) {
          homes.put(call.members.get(i), arrays.part(array, i));
        }
      }
    }
  }

  private void placeWhatIsReadElsewhere() {
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Loop) {
        for (int value : read(blocks.get(i))) {
          if (value >= 0 && computed[value] != i) {
            placeAnywhere(value);
          }
        }
      }
    }
    late.values().stream().filter(value -> value >= 0).forEach(this::placeAnywhere);
  }

  private void placeAnywhere(int value) {
    if (homes.containsKey(value)) {
      return;
    }
    Loop loop = (Loop) blocks.get(computed[value]);
    for (Store store : loop.stores) {
      if (store.value() == value) {
        homes.put(value, store.place());
        return;
      }
    }
    Place place = arrays.part(arrays.scratch(1), 0);
    loop.stores.add(new Store(value, place));
    homes.put(value, place);
  }

  /** By a loop that reads the value anyway, or at the end. */
  private void placeLate(int buffer, int value) {
    Store store = new Store(value, new Place(buffer, 0));
    for (int i = value < 0 ? 0 : computed[value] + 1; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Loop loop && isFree(buffer, i) && read(loop).contains(value)) {
        loop.stores.add(store);
        return;
      }
    }
    Block last = blocks.get(blocks.size() - 1);
    if (!(last instanceof Loop loop)
        || !loop.steps.isEmpty()
        || loop.stores.size() == Stages.MOST_OPERATIONS) {
      last = new Loop();
      blocks.add(last);
    }
    ((Loop) last).stores.add(store);
  }

  private Part part(Call call) {
    Shape[] shapes = new Shape[call.operands.length];
    Arrays.fill(shapes, Shape.of(arrays.size() * call.members.size()));
    int result = Objects.requireNonNull(homes.get(call.members.get(0))).array();
    return new Part.Call(call.primitive.onArrays(shapes), call.operands, result);
  }

  private @Nullable Part part(Loop loop, CodeGenerator generator) {
    LoopWriter writer = new LoopWriter();
    for (int value : read(loop)) {
      if (!loop.steps.contains(value)) {
        writer.read(value, where(value));
      }
    }
    loop.steps.forEach(step -> writer.compute(step, steps.get(step)));
    loop.stores.forEach(writer::store);
    Code code = generator.generate(writer.loop(arrays.size()));
    return code == null ? null : new Part.Generated(code, writer.arrays());
  }

  private Source where(int value) {
    if (value < 0) {
      return sources.get(-1 - value);
    }
    Place home = Objects.requireNonNull(homes.get(value));
    return new Source(home.array(), home.offset(), Reading.EACH);
  }
}
