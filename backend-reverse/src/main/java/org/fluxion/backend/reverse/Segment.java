package org.fluxion.backend.reverse;

import java.util.Objects;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Numbers;
import org.fluxion.tensor.Part;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Entries that follow each other on a tape.
 *
 * <p>An entry has a differential and the places of its operands, {@link Tape#CONSTANT} for those
 * that are not watched; or, for an operation on numbers, the places of those that its value depends
 * on and the partial derivative by each.
 */
final class Segment {
  private final int start;
  private final @Nullable Differential[] differentials;
  private final int[] ends;
  private final int[] operands;
  private final double[] partials;
  private int size;

  /**
   * Makes an empty segment.
   *
   * @param start the place of its first entry
   * @param entries that it has room for
   * @param operands that it has room for
   */
  Segment(int start, int entries, int operands) {
    this.start = start;
    differentials = new @Nullable Differential[entries];
    ends = new int[entries];
    this.operands = new int[operands];
    partials = new double[operands];
  }

  /** {@return the number of entries} */
  int size() {
    return size;
  }

  /** {@return the place behind the last entry} */
  int end() {
    return start + size;
  }

  boolean hasRoom(int forOperands) {
    return size < ends.length && from(size) + forOperands <= operands.length;
  }

  /** {@return where the operands of an entry begin} */
  private int from(int entry) {
    return entry == 0 ? 0 : ends[entry - 1];
  }

  /** {@return the place of a new entry} */
  int add(Differential differential, Recorder recorder, Tensor[] of) {
    int end = from(size);
    for (Tensor operand : of) {
      operands[end++] = recorder.place(operand);
    }
    differentials[size] = differential;
    ends[size] = end;
    return start + size++;
  }

  /** {@return the place of a new entry for an operation on numbers} */
  int add(Numbers numbers, Tensor[] of) {
    int end = from(size);
    for (int i = 0; i < of.length; i++) {
      if (numbers.depends(i)) {
        operands[end] = ((Recorded) of[i]).place();
        partials[end++] = numbers.partial(i);
      }
    }
    ends[size] = end;
    return start + size++;
  }

  /** Notes for each place which entry takes it last. */
  void noteTaken(int[] lastTaken) {
    for (int entry = 0; entry < size; entry++) {
      for (int i = from(entry); i < ends[entry]; i++) {
        if (operands[i] != Tape.CONSTANT) {
          lastTaken[operands[i]] = start + entry;
        }
      }
    }
  }

  /** Sweeps forward, letting go of tangents where they are taken last. */
  void push(@Nullable Tensor[] tangents, int[] lastTaken) {
    for (int entry = 0; entry < size; entry++) {
      tangents[start + entry] = pushed(entry, tangents);
      for (int i = from(entry); i < ends[entry]; i++) {
        if (operands[i] != Tape.CONSTANT && lastTaken[operands[i]] == start + entry) {
          tangents[operands[i]] = null;
        }
      }
    }
  }

  private @Nullable Tensor pushed(int entry, @Nullable Tensor[] tangents) {
    int from = from(entry);
    Differential differential = differentials[entry];
    if (differential == null) {
      return pushedByNumbers(from, ends[entry], tangents);
    }
    @Nullable Tensor[] own = new @Nullable Tensor[ends[entry] - from];
    boolean any = false;
    for (int i = 0; i < own.length; i++) {
      int place = operands[from + i];
      own[i] = place == Tape.CONSTANT ? null : tangents[place];
      any |= own[i] != null;
    }
    return any ? differential.pushforward(own) : null;
  }

  private @Nullable Tensor pushedByNumbers(int from, int end, @Nullable Tensor[] tangents) {
    Tensor sum = null;
    for (int i = from; i < end; i++) {
      Tensor tangent = tangents[operands[i]];
      Tensor term = tangent == null ? null : Numbers.scaled(partials[i], tangent);
      sum = sum == null ? term : term == null ? sum : sum.plus(term);
    }
    return sum;
  }

  /** Sweeps backward. */
  void pull(Cotangents all) {
    for (int entry = size - 1; entry >= 0; entry--) {
      int place = start + entry;
      if (!all.isNumber(place)) {
        pull(entry, Objects.requireNonNull(all.take(place)), all);
      } else if (all.number(place) != 0) {
        pull(entry, all.number(place), all);
      }
    }
  }

  private void pull(int entry, double cotangent, Cotangents all) {
    Differential differential = differentials[entry];
    if (differential == null) {
      for (int i = from(entry); i < ends[entry]; i++) {
        all.add(operands[i], Numbers.scaled(partials[i], cotangent));
      }
    } else if (differential instanceof Part part) {
      all.add(operands[from(entry)], part, cotangent);
    } else {
      pull(entry, Tensor.scalar(cotangent), all);
    }
  }

  private void pull(int entry, Tensor cotangent, Cotangents all) {
    int from = from(entry);
    Differential differential = differentials[entry];
    if (differential == null) {
      pullByNumbers(from, ends[entry], cotangent, all);
      return;
    }
    if (differential instanceof Part part) {
      all.add(operands[from], part, cotangent);
      return;
    }
    boolean[] wanted = new boolean[ends[entry] - from];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = operands[from + i] != Tape.CONSTANT;
    }
    @Nullable Tensor[] pulled = differential.pullback(cotangent, wanted);
    for (int i = 0; i < wanted.length; i++) {
      Tensor own = pulled[i];
      if (wanted[i] && own != null) {
        all.add(operands[from + i], own);
      }
    }
  }

  private void pullByNumbers(int from, int end, Tensor cotangent, Cotangents all) {
    for (int i = from; i < end; i++) {
      Tensor own = Numbers.scaled(partials[i], cotangent);
      if (own != null) {
        all.add(operands[i], own);
      }
    }
  }
}
