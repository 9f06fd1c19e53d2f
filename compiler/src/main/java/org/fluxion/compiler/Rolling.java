package org.fluxion.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the loops that a program on numbers came from: consecutive turns that do the same with
 * other operands.
 *
 * <p>From one turn to the next, an operand is in the same place of the turn, or in the same place
 * of the turn before, or outside the loop, where it stays or moves by one step of an earlier loop
 * each time. Elements of arrays move by a fixed distance. Known numbers may be any.
 */
final class Rolling {
  /** Fewer turns are not worth a loop. */
  private static final int FEWEST_TURNS = 4;

  /** A turn of more bytes would make a method that is not compiled. */
  private static final int LONGEST_TURN = 6000;

  /** So many instructions are compared to find where a turn may begin again. */
  private static final int WINDOW = 6;

  /** So many places where a turn may begin again are tried. */
  private static final int TRIALS = 6;

  private static final int STRAIGHT = -1;

  private final Instructions code;
  private final int[] again;
  private final List<Section> sections = new ArrayList<>();

  /** The section of each instruction so far. */
  private final int[] owners;

  private Rolling(Instructions code) {
    this.code = code;
    again = new int[code.size()];
    owners = new int[code.size()];
    Arrays.fill(owners, STRAIGHT);
  }

  /** {@return the sections of a program, in order and without gaps} */
  static List<Section> of(Instructions code) {
    Rolling rolling = new Rolling(code);
    rolling.findRepetitions();
    rolling.roll();
    return rolling.sections;
  }

  /** Notes where the kinds of the next instructions come up again. */
  private void findRepetitions() {
    Map<Long, Integer> next = new HashMap<>();
    for (int i = code.size() - 1; i >= 0; i--) {
      long window = 0;
      for (int k = i; k < Math.min(i + WINDOW, code.size()); k++) {
        window = 1_000_003 * window + code.hash(k);
      }
      Integer at = next.put(window, i);
      again[i] = at == null ? code.size() : at;
    }
  }

  private void roll() {
    int straight = 0;
    int at = 0;
    while (at < code.size()) {
      Section loop = loopAt(at);
      if (loop == null) {
        at++;
        continue;
      }
      addStraight(straight, at);
      Arrays.fill(owners, loop.from(), loop.to(), sections.size());
      sections.add(loop);
      at = loop.to();
      straight = at;
    }
    addStraight(straight, at);
  }

  private void addStraight(int from, int to) {
    if (to > from) {
      sections.add(new Section(from, to - from, 1));
    }
  }

  /** {@return the loop with the most instructions that begins at an instruction, or null} */
  private @Nullable Section loopAt(int from) {
    Section best = null;
    int start = again[from];
    for (int trial = 0; trial < TRIALS && start < code.size(); trial++, start = again[start]) {
      int period = start - from;
      if (bytes(from, start) > LONGEST_TURN) {
        break;
      }
      int count = turns(from, period);
      if (count >= FEWEST_TURNS
          && (best == null || count * period > best.count() * best.period())) {
        best = new Section(from, period, count);
      }
    }
    return best;
  }

  private int bytes(int from, int to) {
    int bytes = 0;
    for (int i = from; i < to && bytes <= LONGEST_TURN; i++) {
      bytes += code.op(i).bytes();
    }
    return bytes;
  }

  private int turns(int from, int period) {
    int count = 1;
    while (from + (count + 1) * period <= code.size() && isTurn(from, period, count)) {
      count++;
    }
    return count;
  }

  private boolean isTurn(int from, int period, int turn) {
    int start = from + turn * period;
    for (int i = start; i < start + period; i++) {
      int first = i - turn * period;
      int before = i - period;
      if (!code.isLike(i, before)
          || code.array(i) - code.array(before) != code.array(first + period) - code.array(first)
          || code.offset(i) - code.offset(before)
              != code.offset(first + period) - code.offset(first)) {
        return false;
      }
      for (int k = 0; k < code.operandCount(i); k++) {
        if (!isMoved(from, period, turn, i, k)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isMoved(int from, int period, int turn, int i, int k) {
    int value = code.operand(i, k);
    int first = code.operand(i - turn * period, k);
    int second = code.operand(i - (turn - 1) * period, k);
    if (second >= from + period) {
      return first == second - period && value == first + turn * period;
    }
    if (second >= from) {
      return first < from && value == second + (turn - 1) * period;
    }
    int step = second - first;
    return first < from
        && value < from
        && value == first + turn * step
        && (step == 0 || isStep(value - step, value));
  }

  /** Whether the second value is of the same kind as the first, in a later or earlier turn. */
  private boolean isStep(int before, int value) {
    int owner = owners[value];
    return owner != STRAIGHT
        && owner == owners[before]
        && sections.get(owner).position(value) == sections.get(owner).position(before);
  }
}
