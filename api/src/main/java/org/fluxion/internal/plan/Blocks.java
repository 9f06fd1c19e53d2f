package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.fluxion.internal.plan.Node.Constant;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.internal.plan.Rows.Time;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A program cut into what is done once before the rows of its batch, what is done for each block of
 * rows, and what is done after them.
 *
 * @param program as a whole
 * @param rows of the batch
 * @param size rows of a block
 * @param before the part before
 * @param block the part for a block
 * @param rest the same for the rows that are left over; null if none are
 * @param after the part after
 * @param cut which inputs of the parts for blocks are cut, by their places in the whole program
 * @param totals which results of those parts are to be added
 */
record Blocks(
    Program program,
    int rows,
    int size,
    Extract before,
    Extract block,
    @Nullable Extract rest,
    Extract after,
    TreeSet<Integer> cut,
    TreeSet<Integer> totals) {
  /** What a batch takes before it is worth being cut: about two second-level caches. */
  private static final long WORTH = 1 << 21;

  /** What the rows of one block take: about one second-level cache. */
  private static final long CACHE = 1 << 20;

  /** Fewer rows than these make the products of a block slow. */
  private static final int FEWEST = 32;

  /** {@return the program in blocks; null if that is not possible or not worth it} */
  static @Nullable Blocks of(Plan plan) {
    Rows rows = Rows.of(plan);
    if (rows == null || rows.bytesPerRow() * rows.count() < WORTH) {
      return null;
    }
    int size = (int) Math.max(FEWEST, CACHE / rows.bytesPerRow() / 8 * 8);
    return size >= rows.count() ? null : of(plan, rows, size);
  }

  /** {@return the program in blocks of a given size} */
  static Blocks of(Plan plan, Rows rows, int size) {
    return new Cutter(plan, rows).cut(size);
  }

  /** {@return how it is cut, in lines of a description} */
  String describe() {
    StringBuilder text = new StringBuilder();
    text.append("  in blocks of ").append(size).append(" of ").append(rows).append(" rows: ");
    text.append(before.plan().operations()).append(" operations before, ");
    text.append(block.plan().operations()).append(" for each block in buffers of ");
    text.append(block.plan().bytes()).append(" bytes, ");
    text.append(after.plan().operations()).append(" after");
    for (Fused group : block.plan().code().soFar()) {
      text.append("\n    in each block at once: ").append(group.text());
    }
    return text.toString();
  }

  /** Cuts one program. */
  private static final class Cutter {
    private final Plan plan;
    private final Program program;
    private final Rows rows;
    private final TreeSet<Integer> cut = new TreeSet<>();
    private final TreeSet<Integer> totals = new TreeSet<>();

    Cutter(Plan plan, Rows rows) {
      this.plan = plan;
      program = plan.program();
      this.rows = rows;
    }

    Blocks cut(int size) {
      Extract block = block(size);
      int left = rows.count() % size;
      Extract rest = left == 0 ? null : block(left);
      Extract.Builder after = part(Time.AFTER);
      Extract late = after.build(results(Time.AFTER));
      TreeSet<Integer> early = new TreeSet<>(results(Time.BEFORE));
      block.inputs().stream().filter(place -> !cut.contains(place)).forEach(early::add);
      late.inputs().stream().filter(place -> rows.time(place) == Time.BEFORE).forEach(early::add);
      Extract.Builder before = new Extract.Builder();
      for (int i = 0; i < program.inputs(); i++) {
        before.input(i, program.nodes().get(i).shape());
      }
      addOperations(before, Time.BEFORE);
      for (int place : early) {
        if (program.nodes().get(place) instanceof Constant constant) {
          before.constant(place, constant);
        }
      }
      program.guards().forEach(before::guard);
      return new Blocks(
          program,
          rows.count(),
          size,
          before.build(List.copyOf(early)),
          block,
          rest,
          late,
          cut,
          totals);
    }

    private List<Integer> results(Time time) {
      TreeSet<Integer> places = new TreeSet<>();
      for (int result : program.results()) {
        if (rows.time(result) == time) {
          places.add(result);
        }
      }
      return List.copyOf(places);
    }

    private Extract.Builder part(Time time) {
      Extract.Builder part = new Extract.Builder();
      addOperations(part, time);
      return part;
    }

    private void addOperations(Extract.Builder part, Time time) {
      for (int place = 0; place < program.nodes().size(); place++) {
        if (plan.isNeeded(place)
            && rows.time(place) == time
            && program.nodes().get(place) instanceof Operation operation) {
          for (int operand : operation.operands()) {
            addOperand(part, operand);
          }
          part.operation(place, operation);
        }
      }
    }

    private void addOperand(Extract.Builder part, int place) {
      if (program.nodes().get(place) instanceof Constant constant) {
        part.constant(place, constant);
      } else {
        part.input(place, program.nodes().get(place).shape());
      }
    }

    private Extract block(int size) {
      Extract.Builder part = new Extract.Builder();
      List<Integer> results = new ArrayList<>(results(Time.BLOCK));
      for (int place = 0; place < program.nodes().size(); place++) {
        Time time = plan.isNeeded(place) ? rows.time(place) : Time.BEFORE;
        if ((time == Time.BLOCK || time == Time.TOTAL)
            && program.nodes().get(place) instanceof Operation operation) {
          for (int operand : operation.operands()) {
            addToBlock(part, operand, size);
          }
          Primitive primitive = rows.primitive(operation, size);
          Shape shape = time == Time.TOTAL ? operation.shape() : shape(operation, size);
          part.operation(place, new Operation(primitive, operation.operands(), shape));
          if (time == Time.TOTAL) {
            totals.add(place);
            results.add(place);
          }
        }
      }
      for (int result : results) {
        addToBlock(part, result, size);
      }
      return part.build(results);
    }

    private void addToBlock(Extract.Builder part, int place, int size) {
      Node node = program.nodes().get(place);
      if (part.has(place)) {
        return;
      }
      if (rows.time(place) == Time.BLOCK) {
        cut.add(place);
        part.input(place, shape(node, size));
      } else {
        addOperand(part, place);
      }
    }

    private static Shape shape(Node node, int size) {
      int[] lengths = node.shape().toArray();
      lengths[0] = size;
      return Shape.of(lengths);
    }
  }
}
