package org.fluxion.internal.plan;

import java.util.HashMap;
import java.util.Map;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.tensor.Arraywise;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.RowBlock;
import org.fluxion.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a program belong to the rows of a batch, and when each is computed: before the
 * rows, with a block of them, or after all.
 *
 * <p>A value with a row for each row of the batch is computed block by block if each of its rows
 * depends on the same rows only. What sums over the rows is summed over the blocks. The program can
 * be cut into blocks if no row depends on such a sum.
 */
final class Rows {
  /** When a value is computed. */
  enum Time {
    /** Before the rows: it depends on none. */
    BEFORE,
    /** With each block: it has a row for each row of the batch. */
    BLOCK,
    /** With each block, and summed over them. */
    TOTAL,
    /** After all blocks: it depends on a sum. */
    AFTER
  }

  private final Plan plan;
  private final Program program;
  private final int count;

  /** Inputs and constants that are as long as the batch but not cut: a parameter may be. */
  private final boolean[] whole;

  private final Time[] times;

  private Rows(Plan plan, int count) {
    this.plan = plan;
    program = plan.program();
    this.count = count;
    int size = program.nodes().size();
    whole = new boolean[size];
    times = new Time[size];
  }

  /** {@return the rows of a program; null if it has none or cannot be cut} */
  static @Nullable Rows of(Plan plan) {
    int count = mostFrequentLength(plan);
    if (count < 2) {
      return null;
    }
    Rows rows = new Rows(plan, count);
    return rows.find() ? rows : null;
  }

  /** The length of the first axis that most elements have. */
  private static int mostFrequentLength(Plan plan) {
    Map<Integer, Long> elements = new HashMap<>();
    for (int place = 0; place < plan.program().nodes().size(); place++) {
      Shape shape = plan.program().nodes().get(place).shape();
      if (plan.isNeeded(place) && shape.rank() > 0) {
        elements.merge(shape.get(0), (long) shape.size(), Long::sum);
      }
    }
    return elements.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  /** Assumes that all that is long enough is cut, and takes back what does not fit. */
  private boolean find() {
    while (true) {
      int misfit = classify();
      if (misfit < 0) {
        return anyOperationInBlocks();
      }
      if (!takeBack(misfit)) {
        return false;
      }
    }
  }

  private boolean anyOperationInBlocks() {
    for (int place = 0; place < times.length; place++) {
      if (times[place] == Time.BLOCK && program.nodes().get(place) instanceof Operation) {
        return true;
      }
    }
    return false;
  }

  /** {@return the place of the first operation that cannot be cut, or -1} */
  private int classify() {
    for (int place = 0; place < times.length; place++) {
      Node node = program.nodes().get(place);
      if (!(node instanceof Operation operation)) {
        times[place] = isLong(node) && !whole[place] ? Time.BLOCK : Time.BEFORE;
      } else if (plan.isNeeded(place) && !classify(place, operation)) {
        return place;
      }
    }
    for (Guard guard : program.guards()) {
      if (times[guard.place()] != Time.BEFORE) {
        return guard.place();
      }
    }
    return -1;
  }

  private boolean isLong(Node node) {
    return node.shape().rank() > 0 && node.shape().get(0) == count;
  }

  private boolean classify(int place, Operation operation) {
    boolean[] cut = new boolean[operation.operands().length];
    boolean any = false;
    boolean late = false;
    for (int i = 0; i < cut.length; i++) {
      Time time = times[operation.operands()[i]];
      cut[i] = time == Time.BLOCK;
      any |= cut[i];
      late |= time == Time.TOTAL || time == Time.AFTER;
    }
    boolean mayStart = !whole[place] && !late && isLong(operation);
    if (!any && !mayStart) {
      times[place] = late ? Time.AFTER : Time.BEFORE;
      return true;
    }
    RowBlock block = late ? null : block(operation, cut, 1);
    if (block == null) {
      times[place] = late ? Time.AFTER : Time.BEFORE;
      return !any;
    }
    times[place] = block.isTotal() ? Time.TOTAL : Time.BLOCK;
    return true;
  }

  private @Nullable RowBlock block(Operation operation, boolean[] cut, int rows) {
    return operation.primitive() instanceof Arraywise arraywise
        ? arraywise.forRows(rows, cut, Plan.shapes(program, operation))
        : null;
  }

  /** Keeps an operand of a misfit whole, if it is one that may be. */
  private boolean takeBack(int misfit) {
    if (!(program.nodes().get(misfit) instanceof Operation operation)) {
      boolean changed = !whole[misfit];
      whole[misfit] = true;
      return changed;
    }
    for (int i = operation.operands().length - 1; i >= 0; i--) {
      int operand = operation.operands()[i];
      if (times[operand] == Time.BLOCK && !whole[operand] && mayBeWhole(operand)) {
        whole[operand] = true;
        return true;
      }
    }
    return false;
  }

  /** Whether nothing that the value is made of is cut. */
  private boolean mayBeWhole(int place) {
    if (program.nodes().get(place) instanceof Operation operation) {
      for (int operand : operation.operands()) {
        if (times[operand] == Time.BLOCK) {
          return false;
        }
      }
    }
    return true;
  }

  int count() {
    return count;
  }

  Time time(int place) {
    return times[place];
  }

  /** {@return the primitive of an operation for a block of rows} */
  Primitive primitive(Operation operation, int rows) {
    boolean[] cut = new boolean[operation.operands().length];
    for (int i = 0; i < cut.length; i++) {
      cut[i] = times[operation.operands()[i]] == Time.BLOCK;
    }
    RowBlock block = block(operation, cut, rows);
    if (block == null) {
      throw new IllegalStateException(operation.primitive().name() + " was found to have rows");
    }
    return block.primitive();
  }

  /** {@return the bytes that one row takes in all values that have rows} */
  long bytesPerRow() {
    long elements = 0;
    for (int place = 0; place < times.length; place++) {
      if (plan.isNeeded(place) && times[place] == Time.BLOCK) {
        elements += program.nodes().get(place).shape().size() / count;
      }
    }
    return Double.BYTES * elements;
  }
}
