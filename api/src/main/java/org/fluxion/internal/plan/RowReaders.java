package org.fluxion.internal.plan;

import org.fluxion.internal.plan.Joined.Part;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.internal.plan.Rows.Time;
import org.fluxion.tensor.ArrayFunction;

/**
 * Which values are read row by row and which as a whole, and which are not read at all since what
 * reads them is done in place.
 */
final class RowReaders {
  private final Plan plan;
  private final Program program;
  private final Rows rows;
  private final boolean[] copied;
  private final boolean[] whole;

  /** Finds who reads what, when it is known when each value is computed. */
  RowReaders(Plan plan, Rows rows) {
    this.plan = plan;
    program = plan.program();
    this.rows = rows;
    copied = new boolean[program.nodes().size()];
    whole = new boolean[copied.length];
    find();
  }

  /** Goes backwards, since values that nobody reads as a whole do not read others. */
  private void find() {
    for (int result : program.results()) {
      whole[result] = true;
      copied[result] = rows.time(result) == Time.BLOCK;
    }
    for (Guard guard : program.guards()) {
      whole[guard.place()] = true;
    }
    for (int place = whole.length - 1; place >= 0; place--) {
      Operation operation = rows.operation(place);
      boolean isDone = whole[place] || rows.time(place) == Time.BLOCK;
      if (operation != null && isDone && rows.time(place) != Time.JOINED) {
        for (int i = 0; i < operation.operands().length; i++) {
          add(operation.operands()[i], rows.readsRows(place, i));
        }
      }
    }
  }

  private void add(int operand, boolean byRows) {
    boolean isBlock = rows.time(operand) == Time.BLOCK;
    copied[operand] |= byRows != isBlock;
    if (!byRows) {
      whole[operand] = true;
    } else if (!isBlock) {
      int source = window(operand).place();
      whole[source] |= rows.operation(source) != null;
    }
  }

  /** {@return whether a value is read as a whole, outside of blocks or by them, or returned} */
  boolean isWhole(int place) {
    return whole[place];
  }

  /** {@return whether blocks read a value before them row by row, or its rows leave them} */
  boolean isCopied(int place) {
    return copied[place];
  }

  /**
   * {@return where the rows of a value lie that blocks read row by row: a slice before the rows is
   * not taken out of what it is a part of}
   */
  Part window(int place) {
    int from = place;
    int offset = 0;
    while (rows.time(from) == Time.BEFORE && rows.operation(from) != null) {
      ArrayFunction function = plan.function(from);
      if (function instanceof ArrayFunction.Window window) {
        offset += window.offset();
      } else if (function != ArrayFunction.COPY) {
        break;
      }
      from = ((Operation) program.nodes().get(from)).operands()[0];
    }
    return new Part(from, offset);
  }
}
