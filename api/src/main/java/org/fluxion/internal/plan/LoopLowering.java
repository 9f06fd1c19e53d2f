package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fluxion.internal.code.CodeGenerator;
import org.fluxion.internal.code.ElementLoop.Reading;
import org.fluxion.internal.code.FormulaSize;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Pointwise;
import org.jspecify.annotations.Nullable;

/**
 * Pointwise tasks on arrays of one size: a loop, or for short arrays several loops with functions
 * between them.
 *
 * <p>A function, that is a primitive without a formula, is called on whole arrays. On short ones
 * the call takes longer than what it computes; there {@link Stages} finds an order in which one
 * call serves many arrays.
 */
final class LoopLowering implements Lowering {
  /** More elements are not short. */
  private static final int SHORT = 64;

  /** So many functions make calls long enough; with more there would be more code to compile. */
  private static final int MOST_FUNCTIONS = 20;

  /** More operations on short arrays would leave much between their loops. */
  private static final int MOST_OPERATIONS = 1000;

  private final int[] sizes;
  private final int size;
  private int operations;
  private int functions;

  /** Which value a buffer holds: operands count down from −1, steps up from 0. */
  private final Map<Integer, Integer> values = new HashMap<>();

  private final List<Source> sources = new ArrayList<>();
  private final List<Applied> steps = new ArrayList<>();
  private final BitSet written = new BitSet();

  LoopLowering(int[] sizes, Task first) {
    this.sizes = sizes;
    size = sizes[first.result()];
  }

  @Override
  public boolean add(Task task) {
    if (sizes[task.result()] != size || size == 1) {
      return false;
    }
    Source part = part(task);
    if (part != null) {
      values.put(task.result(), operand(part));
    } else if (!(task.primitive() instanceof Pointwise pointwise) || !add(task, pointwise)) {
      return false;
    }
    written.set(task.result());
    return true;
  }

  /** {@return the part of an array that a task copies; null if it does anything else} */
  private @Nullable Source part(Task task) {
    int from = task.operands()[0];
    if (task.function() == ArrayFunction.CYCLE && sizes[from] == 1) {
      return new Source(from, 0, Reading.SINGLE);
    }
    return task.function() instanceof ArrayFunction.Window window && sizes[from] != size
        ? new Source(from, window.offset(), Reading.EACH)
        : null;
  }

  private boolean add(Task task, Pointwise primitive) {
    int own = FormulaSize.of(primitive, task.operands().length);
    boolean function = own == FormulaSize.NONE;
    if (!fits(function ? 1 : 0, function ? 0 : own)) {
      return false;
    }
    functions += function ? 1 : 0;
    operations += function ? 0 : own;
    int[] taken = new int[task.operands().length];
    for (int i = 0; i < taken.length; i++) {
      int buffer = task.operands()[i];
      Integer value = values.get(buffer);
      taken[i] = value == null ? operand(new Source(buffer, 0, Reading.EACH)) : value;
    }
    values.put(task.result(), steps.size());
    steps.add(new Applied(primitive, taken, own));
    return true;
  }

  private boolean fits(int moreFunctions, int moreOperations) {
    if (steps.isEmpty()) {
      return moreFunctions == 0 || size <= SHORT;
    }
    return size <= SHORT
        ? functions + moreFunctions <= MOST_FUNCTIONS
            && operations + moreOperations <= MOST_OPERATIONS
        : moreFunctions == 0 && operations + moreOperations <= Stages.MOST_OPERATIONS;
  }

  private int operand(Source source) {
    int known = sources.indexOf(source);
    if (known >= 0) {
      return -1 - known;
    }
    sources.add(source);
    return -sources.size();
  }

  @Override
  public @Nullable Lowered generate(CodeGenerator generator, BitSet live) {
    Map<Integer, Integer> results = new TreeMap<>();
    written.stream()
        .filter(live::get)
        .forEach(buffer -> results.put(buffer, Objects.requireNonNull(values.get(buffer))));
    if (steps.isEmpty() || results.isEmpty()) {
      return null;
    }
    LoopArrays arrays = new LoopArrays(sizes, size);
    List<Part> parts = new LoopSchedule(sources, steps, results, arrays).parts(generator);
    return parts == null ? null : new Lowered(parts, arrays.scratch(), text(parts, results.size()));
  }

  private String text(List<Part> parts, int stores) {
    long calls = parts.stream().filter(part -> part instanceof Part.Call).count();
    long loops = parts.size() - calls;
    return (loops == 1 ? "one loop" : loops + " loops")
        + " of "
        + operations
        + " operations, "
        + (calls == 0 ? "" : calls + " calls for " + functions + " functions, ")
        + "stores "
        + stores;
  }

  /** What is read of a buffer: elements from an offset on, or one of them again and again. */
  record Source(int buffer, int offset, Reading reading) {}

  /**
   * A primitive on values.
   *
   * @param operations the size of its formula; {@link FormulaSize#NONE} for a function
   */
  record Applied(Pointwise primitive, int[] operands, int operations) {
    boolean isFunction() {
      return operations == FormulaSize.NONE;
    }
  }
}
