package org.fluxion.internal.plan;

import java.util.HashMap;
import java.util.Map;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.internal.plan.Rows.Time;
import org.fluxion.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a program such that much of it stays within blocks of them.
 *
 * <p>An operation that reads rows and a sum over rows comes after the blocks, and with it all that
 * depends on it. If the sum is computed before the blocks they can do the operation; that is tried,
 * and kept if it is better.
 */
final class RowSearch {
  /** How many operations are tried in this way. */
  private static final int TRIES = 32;

  private final Plan plan;
  private final Program program;
  private final int count;

  private RowSearch(Plan plan, int count) {
    this.plan = plan;
    program = plan.program();
    this.count = count;
  }

  /**
   * {@return the rows of a program; null if too little stays within blocks}
   *
   * @param least bytes of values that only blocks know
   */
  static @Nullable Rows of(Plan plan, long least) {
    long elements = Math.max(1, least / Double.BYTES);
    Map<Integer, Long> lengths = lengths(plan);
    int count =
        lengths.entrySet().stream()
            .filter(length -> length.getValue() >= elements)
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0);
    Rows rows = count < 2 ? null : new RowSearch(plan, count).search();
    return rows == null || rows.kept() < elements ? null : rows;
  }

  /** How many elements the values have in all whose first axis has a length. */
  private static Map<Integer, Long> lengths(Plan plan) {
    Map<Integer, Long> elements = new HashMap<>();
    for (int place = 0; place < plan.program().nodes().size(); place++) {
      Shape shape = plan.program().nodes().get(place).shape();
      if (plan.isNeeded(place) && shape.rank() > 0) {
        elements.merge(shape.get(0), (long) shape.size(), Long::sum);
      }
    }
    return elements;
  }

  private Rows search() {
    boolean[] early = new boolean[program.nodes().size()];
    for (Guard guard : program.guards()) {
      early[guard.place()] = true;
    }
    addOperands(early);
    Rows best = new Rows(plan, count, early);
    int tries = 0;
    for (int place = 0; place < early.length && tries < TRIES; place++) {
      if (best.isMisfit(place)) {
        boolean[] earlier = early.clone();
        addWhatIsLate(place, best, earlier);
        Rows other = new Rows(plan, count, earlier);
        if (other.kept() > best.kept()) {
          best = other;
          early = earlier;
        }
        tries++;
      }
    }
    return best;
  }

  /**
   * What a misfit depends on that blocks do not know in time: sums over rows, and what is made of
   * values as a whole. If there is neither, the misfit needs all rows of its last operand.
   */
  private void addWhatIsLate(int misfit, Rows rows, boolean[] early) {
    boolean[] asked = new boolean[early.length];
    asked[misfit] = true;
    for (int place = misfit; place >= 0; place--) {
      if (asked[place] && program.nodes().get(place) instanceof Operation operation) {
        boolean anyLate = false;
        int last = place;
        for (int operand : operation.operands()) {
          asked[operand] |= rows.isLate(operand);
          anyLate |= rows.isLate(operand);
          last = rows.time(operand) == Time.BLOCK ? operand : last;
        }
        early[place == misfit ? last : place] |= !anyLate;
      }
    }
    addOperands(early);
  }

  private void addOperands(boolean[] early) {
    for (int place = early.length - 1; place >= 0; place--) {
      if (early[place] && program.nodes().get(place) instanceof Operation operation) {
        for (int operand : operation.operands()) {
          early[operand] = true;
        }
      }
    }
  }
}
