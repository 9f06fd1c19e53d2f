package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.internal.plan.Joined.Part;
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
 * depends on the same rows only. What sums over the rows is summed over the blocks. Blocks read
 * what is known before them as a whole or row by row; what they compute is read as a whole after
 * them. So any program can be cut, and the question is how much of it stays within the blocks:
 * {@link RowSearch} looks for the best.
 */
final class Rows {
  /** When a value is computed. */
  enum Time {
    /** Before the rows: it depends on none, or is needed as a whole. */
    BEFORE,
    /** With each block: it has a row for each row of the batch. */
    BLOCK,
    /** With each block, and summed over them. */
    TOTAL,
    /** With each block, whose rows are put into their places and added up there. */
    JOINED,
    /** After all blocks: it depends on a sum, or otherwise on a value of blocks as a whole. */
    AFTER
  }

  private final Plan plan;
  private final Program program;
  private final int count;
  private final Time[] times;

  /** Which operands the operations that blocks do read row by row. */
  private final boolean[] @Nullable [] cut;

  /** The rows that values after them are sums of. */
  private final Joins joins;

  private final RowReaders readers;

  /**
   * Finds the earliest time of each operation that lets blocks do as many as they can.
   *
   * @param count rows of the batch
   * @param early what is to be computed before them, with all that it needs
   */
  Rows(Plan plan, int count, boolean[] early) {
    this.plan = plan;
    program = plan.program();
    this.count = count;
    int size = program.nodes().size();
    times = new Time[size];
    cut = new boolean[size] @Nullable [];
    joins = new Joins(plan, times);
    for (int place = 0; place < size; place++) {
      Operation operation = operation(place);
      times[place] = operation == null || early[place] ? Time.BEFORE : classify(place, operation);
    }
    readers = new RowReaders(plan, this);
  }

  /** The operation at a place; null if there is none, or none that is needed. */
  @Nullable Operation operation(int place) {
    return plan.isNeeded(place) && program.nodes().get(place) instanceof Operation operation
        ? operation
        : null;
  }

  private Time classify(int place, Operation operation) {
    int[] operands = operation.operands();
    boolean[] byRows = new boolean[operands.length];
    boolean needsBlocks = false;
    for (int i = 0; i < byRows.length; i++) {
      if (isLate(operands[i])) {
        return late(place);
      }
      byRows[i] = hasRows(operands[i]);
      needsBlocks |= times[operands[i]] == Time.BLOCK;
    }
    do {
      RowBlock block = block(operation, byRows, 1);
      if (block != null && (block.isTotal() || isLong(place))) {
        cut[place] = byRows;
        return block.isTotal() ? Time.TOTAL : Time.BLOCK;
      }
    } while (takeOneWhole(operands, byRows));
    return needsBlocks ? late(place) : Time.BEFORE;
  }

  private Time late(int place) {
    return joins.find(place) ? Time.JOINED : Time.AFTER;
  }

  private boolean isLong(int place) {
    Shape shape = program.nodes().get(place).shape();
    return shape.rank() > 0 && shape.get(0) == count;
  }

  private @Nullable RowBlock block(Operation operation, boolean[] byRows, int rows) {
    return operation.primitive() instanceof Arraywise arraywise
        ? arraywise.forRows(rows, byRows, Plan.shapes(program, operation))
        : null;
  }

  /** Leaves the last operand whole that is known as a whole: it may be as long by chance. */
  private boolean takeOneWhole(int[] operands, boolean[] byRows) {
    for (int i = operands.length - 1; i >= 0; i--) {
      if (byRows[i] && times[operands[i]] == Time.BEFORE) {
        byRows[i] = false;
        return true;
      }
    }
    return false;
  }

  /** {@return the operations of the program} */
  int operations() {
    return plan.operations();
  }

  int count() {
    return count;
  }

  Time time(int place) {
    return times[place];
  }

  /** {@return whether a value is known only after all blocks} */
  boolean isLate(int place) {
    return switch (times[place]) {
      case TOTAL, JOINED, AFTER -> true;
      case BEFORE, BLOCK -> false;
    };
  }

  /** {@return whether blocks can read a value row by row} */
  boolean hasRows(int place) {
    return !isLate(place) && isLong(place);
  }

  /**
   * {@return whether a value that comes after the blocks has rows, and is made of what has rows}
   */
  boolean isMisfit(int place) {
    Operation operation = operation(place);
    boolean reads = false;
    for (int i = 0; operation != null && i < operation.operands().length; i++) {
      reads |= hasRows(operation.operands()[i]);
    }
    return reads && times[place] == Time.AFTER && isLong(place);
  }

  /** {@return whether an operation reads one of its operands row by row, as only blocks do} */
  boolean readsRows(int place, int operand) {
    boolean[] byRows = cut[place];
    return byRows != null && byRows[operand];
  }

  /** {@return whether a value is read as a whole or returned} */
  boolean isWhole(int place) {
    return readers.isWhole(place);
  }

  /** {@return where the rows of a value lie that blocks read row by row} */
  Part window(int place) {
    return readers.window(place);
  }

  /** {@return what is put together from rows of blocks} */
  List<Joined> joined() {
    List<Joined> all = new ArrayList<>();
    for (int place = 0; place < times.length; place++) {
      if (times[place] == Time.JOINED && readers.isWhole(place)) {
        all.add(new Joined(place, joins.parts(place)));
      } else if (times[place] == Time.BLOCK && readers.isCopied(place)) {
        all.add(new Joined(place, List.of(new Part(place, 0))));
      }
    }
    return all;
  }

  /** {@return the primitive of an operation, which is one for a block if blocks do it} */
  Primitive primitive(int place, int size) {
    Operation operation = (Operation) program.nodes().get(place);
    boolean[] byRows = cut[place];
    RowBlock block = byRows == null ? null : block(operation, byRows, size);
    return block == null ? operation.primitive() : block.primitive();
  }

  /** {@return the elements of values that only blocks know, so that they can stay in the cache} */
  long kept() {
    long elements = 0;
    for (int place = 0; place < times.length; place++) {
      elements += times[place] == Time.BLOCK && !readers.isCopied(place) ? size(place) : 0;
    }
    return elements;
  }

  /** {@return the elements that are copied, added to sums, or computed outside of blocks} */
  long moved(int blocks) {
    long elements = 0;
    for (int place = 0; place < times.length; place++) {
      elements += readers.isCopied(place) ? size(place) : 0;
      if (operation(place) != null && times[place] != Time.BLOCK && readers.isWhole(place)) {
        elements += size(place) * (times[place] == Time.TOTAL ? blocks : 1);
      }
    }
    return elements;
  }

  private long size(int place) {
    return program.nodes().get(place).shape().size();
  }
}
