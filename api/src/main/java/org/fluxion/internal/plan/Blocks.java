package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fluxion.internal.plan.Extract.Value;
import org.fluxion.internal.plan.Node.Constant;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.internal.plan.Rows.Time;
import org.fluxion.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A program cut into what is done once before the rows of its batch, what is done for each block of
 * rows, and what is done after them.
 *
 * @param program as a whole
 * @param rows of the batch, and what belongs to them
 * @param size rows of a block
 * @param before the part before
 * @param block the part for a block
 * @param rest the same for the rows that are left over; null if none are
 * @param after the part after
 */
record Blocks(
    Program program,
    Rows rows,
    int size,
    Extract before,
    Extract block,
    @Nullable Extract rest,
    Extract after) {
  /** What a batch takes before it is worth being cut: about two second-level caches. */
  private static final long WORTH = 1 << 21;

  /** What the rows of one block take if it has products: about one second-level cache. */
  private static final long CACHE = 1 << 20;

  /**
   * What they take without products: less, since then nothing but the cache limits how fast a block
   * is, and more than a first-level cache, since memory is read in longer runs.
   */
  private static final long SMALL = 1 << 17;

  /** Fewer rows than these make the products of a block slow. */
  private static final int FEWEST = 32;

  /** Rows of a block are a multiple of these. */
  private static final int STEP = 8;

  /** {@return the program in blocks; null if that is not possible or not worth it} */
  static @Nullable Blocks of(Plan plan) {
    Rows rows = RowSearch.of(plan, WORTH);
    if (rows == null) {
      return null;
    }
    int size = new Cutter(plan, rows).size();
    boolean isWorth = size < rows.count() && rows.kept() >= rows.moved(rows.count() / size);
    return isWorth ? of(plan, rows, size) : null;
  }

  /** {@return the program in blocks of a given size} */
  static Blocks of(Plan plan, Rows rows, int size) {
    return new Cutter(plan, rows).cut(size);
  }

  /** {@return how it is cut, in lines of a description} */
  String describe() {
    StringBuilder text = new StringBuilder();
    text.append("  in blocks of ")
        .append(size)
        .append(" of ")
        .append(rows.count())
        .append(" rows: ");
    text.append(before.plan().operations()).append(" operations before, ");
    text.append(block.plan().operations()).append(" for each block in buffers of ");
    text.append(block.plan().bytes()).append(" bytes, ");
    text.append(after.plan().operations()).append(" after");
    int inPlace =
        rows.operations()
            - before.plan().operations()
            - block.plan().operations()
            - after.plan().operations();
    if (inPlace > 0) {
      text.append(", ").append(inPlace).append(" in place");
    }
    for (Fused group : block.plan().code().soFar()) {
      text.append("\n    in each block at once: ").append(group.text());
    }
    return text.toString();
  }

  /** {@return whether nothing can fail any more once blocks have begun} */
  boolean isSafe() {
    return block.plan().isSafe() && after.plan().isSafe();
  }

  /** {@return whether blocks read an input row by row, and nothing else reads it} */
  boolean readsRowsOnly(int input) {
    return !rows.isWhole(input);
  }

  /** {@return whether a value leaves the blocks for one result, and is not read any more} */
  boolean isResultOnly(int place) {
    return Arrays.stream(program.results()).filter(result -> result == place).count() == 1
        && !after.inputs().contains(new Value(place, false));
  }

  /** Cuts one program. */
  private static final class Cutter {
    private final Plan plan;
    private final Program program;
    private final Rows rows;

    Cutter(Plan plan, Rows rows) {
      this.plan = plan;
      program = plan.program();
      this.rows = rows;
    }

    Blocks cut(int size) {
      Extract block = block(size);
      int left = rows.count() % size;
      Extract rest = left == 0 ? null : block(left);
      Extract after = part(EnumSet.of(Time.AFTER), 0).build(wholeResults(Time.AFTER));
      Extract before = before(block, after);
      return new Blocks(program, rows, size, before, block, rest, after);
    }

    /** The rows of a block, from what its buffers grow by with each of them. */
    int size() {
      Plan few = block(FEWEST).plan();
      long each = Math.max(1, (block(2 * FEWEST).plan().bytes() - few.bytes()) / FEWEST);
      boolean hasProducts = few.multiplyAdds() > 0;
      long rows = (hasProducts ? CACHE : SMALL) / each / STEP * STEP;
      return (int) Math.max(hasProducts ? FEWEST : STEP, rows);
    }

    /** The values that the guards ask about, that are returned, and that the other parts read. */
    private Extract before(Extract block, Extract after) {
      Extract.Builder part = part(EnumSet.of(Time.BEFORE), 0);
      for (Guard guard : program.guards()) {
        addOperand(part, new Value(guard.place(), false), 0);
        part.guard(guard);
      }
      Set<Value> results = new LinkedHashSet<>(wholeResults(Time.BEFORE));
      Stream.of(block, after)
          .flatMap(later -> later.inputs().stream())
          .map(value -> value.isBlock() ? rows.window(value.place()).place() : value.place())
          .map(place -> new Value(place, false))
          .filter(value -> rows.time(value.place()) == Time.BEFORE)
          .forEach(results::add);
      results.removeIf(value -> !(program.nodes().get(value.place()) instanceof Operation));
      return part.build(List.copyOf(results));
    }

    private List<Value> wholeResults(Time time) {
      return Arrays.stream(program.results())
          .filter(result -> rows.time(result) == time)
          .distinct()
          .mapToObj(result -> new Value(result, false))
          .toList();
    }

    private Extract block(int size) {
      Set<Value> results = new LinkedHashSet<>();
      for (int place = 0; place < program.nodes().size(); place++) {
        if (rows.time(place) == Time.TOTAL) {
          results.add(new Value(place, false));
        }
      }
      for (Joined joined : rows.joined()) {
        joined.parts().forEach(part -> results.add(new Value(part.place(), true)));
      }
      return part(EnumSet.of(Time.BLOCK, Time.TOTAL), size).build(List.copyOf(results));
    }

    /** The operations of some times with what they read; values in blocks have a size. */
    private Extract.Builder part(Set<Time> times, int size) {
      Extract.Builder part = new Extract.Builder();
      for (int place = 0; place < program.nodes().size(); place++) {
        boolean isRead = rows.time(place) == Time.BLOCK || rows.isWhole(place);
        if (plan.isNeeded(place)
            && isRead
            && times.contains(rows.time(place))
            && program.nodes().get(place) instanceof Operation operation) {
          List<Value> operands = new ArrayList<>();
          for (int i = 0; i < operation.operands().length; i++) {
            operands.add(new Value(operation.operands()[i], rows.readsRows(place, i)));
          }
          operands.forEach(operand -> addOperand(part, operand, size));
          Value value = new Value(place, rows.time(place) == Time.BLOCK);
          part.operation(value, rows.primitive(place, size), operands, shape(value, size));
        }
      }
      return part;
    }

    private void addOperand(Extract.Builder part, Value value, int size) {
      if (program.nodes().get(value.place()) instanceof Constant constant && !value.isBlock()) {
        part.constant(value, constant);
      } else {
        part.input(value, shape(value, size));
      }
    }

    private Shape shape(Value value, int size) {
      Shape whole = program.nodes().get(value.place()).shape();
      if (!value.isBlock()) {
        return whole;
      }
      int[] lengths = whole.toArray();
      lengths[0] = size;
      return Shape.of(lengths);
    }
  }
}
