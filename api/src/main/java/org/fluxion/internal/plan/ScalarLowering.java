package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fluxion.internal.code.Code;
import org.fluxion.internal.code.CodeGenerator;
import org.fluxion.internal.code.ScalarProgram;
import org.fluxion.internal.code.ScalarProgram.Add;
import org.fluxion.internal.code.ScalarProgram.Apply;
import org.fluxion.internal.code.ScalarProgram.Begin;
import org.fluxion.internal.code.ScalarProgram.Clear;
import org.fluxion.internal.code.ScalarProgram.Instruction;
import org.fluxion.internal.code.ScalarProgram.Load;
import org.fluxion.internal.code.ScalarProgram.Store;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Pointwise;
import org.jspecify.annotations.Nullable;

/**
 * Tasks on single numbers, the elements that they take from arrays, and arrays that are put
 * together from them.
 *
 * <p>What is written to arrays is written as soon as its value is there, so that the parts of a
 * program that came from one turn of a loop stay together; but after everything else where the old
 * elements of the array are read.
 */
final class ScalarLowering implements Lowering {
  private final int[] sizes;

  /** The constants by buffer; null for other buffers. */
  private final double[] @Nullable [] constants;

  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Integer, Integer> values = new HashMap<>();

  /** The values that arrays are made of, by buffer, for arrays that are joined from numbers. */
  private final Map<Integer, int[]> joined = new HashMap<>();

  /** Arrays that values are added to: which values, and to which elements. */
  private final Map<Integer, Scattered> scattered = new LinkedHashMap<>();

  private final Map<Integer, Integer> arrays = new LinkedHashMap<>();
  private final BitSet read = new BitSet();
  private final BitSet written = new BitSet();

  ScalarLowering(int[] sizes, double[] @Nullable [] constants) {
    this.sizes = sizes;
    this.constants = constants;
  }

  @Override
  public boolean add(Task task) {
    if (!addByFunction(task) && !addPointwise(task)) {
      return false;
    }
    written.set(task.result());
    return true;
  }

  private boolean addByFunction(Task task) {
    int[] operands = task.operands();
    ArrayFunction function = task.function();
    if (function instanceof ArrayFunction.Window window && sizes[task.result()] == 1) {
      return define(task, element(operands[0], window.offset()));
    }
    if (function == ArrayFunction.JOIN && operands.length == sizes[task.result()]) {
      return join(task);
    }
    if (function instanceof ArrayFunction.Scatter scatter) {
      int[] own = joined.get(operands[0]);
      if (own == null || isTouched(task.result())) {
        return false;
      }
      forget(task.result());
      scattered.put(task.result(), new Scattered(own, scatter.targets()));
      return true;
    }
    return false;
  }

  private boolean addPointwise(Task task) {
    if (!(task.primitive() instanceof Pointwise primitive) || sizes[task.result()] != 1) {
      return false;
    }
    int[] own = numbers(task.operands());
    return own != null && define(task, append(new Apply(primitive, own)));
  }

  private boolean join(Task task) {
    int[] own = numbers(task.operands());
    if (own == null || isTouched(task.result())) {
      return false;
    }
    forget(task.result());
    joined.put(task.result(), own);
    return true;
  }

  /** Whether an array was put together here already; a second time would be out of order. */
  private boolean isTouched(int buffer) {
    return scattered.containsKey(buffer);
  }

  private boolean define(Task task, int value) {
    if (value < 0 || isTouched(task.result())) {
      return false;
    }
    forget(task.result());
    values.put(task.result(), value);
    return true;
  }

  private void forget(int buffer) {
    values.remove(buffer);
    joined.remove(buffer);
  }

  /** {@return the values in buffers of one element; null if one is not known as a number} */
  private int @Nullable [] numbers(int[] buffers) {
    int[] numbers = new int[buffers.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = sizes[buffers[i]] == 1 ? element(buffers[i], 0) : -1;
      if (numbers[i] < 0) {
        return null;
      }
    }
    return numbers;
  }

  /** {@return the value of an element; −1 if the array is put together here} */
  private int element(int buffer, int offset) {
    Integer value = values.get(buffer);
    if (value != null) {
      return value;
    }
    if (written.get(buffer)) {
      return -1;
    }
    double[] constant = constants[buffer];
    int loaded;
    if (constant != null) {
      loaded = append(new ScalarProgram.Known(constant[offset]));
    } else {
      read.set(buffer);
      loaded = append(new Load(array(buffer), offset));
    }
    if (sizes[buffer] == 1) {
      values.put(buffer, loaded);
    }
    return loaded;
  }

  private int append(Instruction instruction) {
    instructions.add(instruction);
    return instructions.size() - 1;
  }

  private int array(int buffer) {
    return arrays.computeIfAbsent(buffer, key -> arrays.size());
  }

  @Override
  public @Nullable Lowered generate(CodeGenerator generator, BitSet live) {
    List<Effect> effects = new ArrayList<>();
    written.stream().filter(live::get).forEach(buffer -> write(buffer, effects));
    // Stable, so that what is added to one element is added in the order of the tasks.
    effects.sort(Comparator.comparingInt(Effect::position));
    Code code = generator.generate(merged(effects));
    if (code == null) {
      return null;
    }
    int[] buffers = arrays.keySet().stream().mapToInt(Integer::intValue).toArray();
    return new Lowered(
        List.of(new Part.Generated(code, buffers)),
        List.of(),
        "operations on " + instructions.size() + " numbers");
  }

  private void write(int buffer, List<Effect> effects) {
    int array = array(buffer);
    int first = read.get(buffer) ? instructions.size() : 0;
    Scattered sum = scattered.get(buffer);
    int[] elements = joined.get(buffer);
    if (sum != null) {
      writeSum(array, sizes[buffer], sum, first, effects);
    } else if (elements != null) {
      for (int i = 0; i < elements.length; i++) {
        int position = Math.max(first, elements[i] + 1);
        effects.add(new Effect(position, new Store(array, i, elements[i])));
      }
    } else {
      int value = Objects.requireNonNull(values.get(buffer));
      effects.add(new Effect(Math.max(first, value + 1), new Store(array, 0, value)));
    }
  }

  /** Sums begin with what is added first where each element has one; else with zeros. */
  private static void writeSum(
      int array, int size, Scattered sum, int first, List<Effect> effects) {
    BitSet begun = new BitSet(size);
    if (Arrays.stream(sum.targets).distinct().count() < size) {
      effects.add(new Effect(first, new Clear(array)));
      begun.set(0, size);
    }
    int position = first;
    for (int i = 0; i < sum.targets.length; i++) {
      int target = sum.targets[i];
      int value = sum.values[i];
      position = Math.max(position, value + 1);
      Instruction added =
          begun.get(target) ? new Add(array, target, value) : new Begin(array, target, value);
      effects.add(new Effect(position, added));
      begun.set(target);
    }
  }

  /** {@return the instructions with the effects, numbered anew} */
  private ScalarProgram merged(List<Effect> effects) {
    List<Instruction> all = new ArrayList<>(instructions.size() + effects.size());
    int[] moved = new int[instructions.size()];
    int next = 0;
    for (int i = 0; i <= moved.length; i++) {
      for (; next < effects.size() && effects.get(next).position == i; next++) {
        all.add(moved(effects.get(next).instruction, moved));
      }
      if (i < moved.length) {
        moved[i] = all.size();
        all.add(moved(instructions.get(i), moved));
      }
    }
    return new ScalarProgram(all);
  }

  private static Instruction moved(Instruction instruction, int[] moved) {
    if (instruction instanceof Apply apply) {
      return new Apply(
          apply.primitive(), Arrays.stream(apply.operands()).map(value -> moved[value]).toArray());
    }
    if (instruction instanceof Store store) {
      return new Store(store.array(), store.offset(), moved[store.value()]);
    }
    if (instruction instanceof Begin begin) {
      return new Begin(begin.array(), begin.offset(), moved[begin.value()]);
    }
    if (instruction instanceof Add add) {
      return new Add(add.array(), add.offset(), moved[add.value()]);
    }
    return instruction;
  }

  /** What is added to the elements of an array that starts at zeros. */
  private record Scattered(int[] values, int[] targets) {}

  /** An instruction that writes to an array, before the instruction at a position. */
  private record Effect(int position, Instruction instruction) {}
}
