package org.fluxion.backend.reverse;

import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Part;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The record of one call of a function: a differential for each operation, in the order in which
 * they were applied, and which earlier values each one took.
 *
 * <p>Values have places: first the inputs, then the entries. Sweeps are loops over the entries, so
 * the length of a program is not bounded by the stack; each keeps its tangents or cotangents to
 * itself, so a tape can be swept again and again and by several threads at once.
 *
 * @param inputs the shapes of the inputs
 * @param differentials one for each entry
 * @param starts where the operands of each entry begin, and at the end the number of all operands
 * @param operands the places of the operands of all entries; {@link #CONSTANT} where nothing is
 *     watched
 */
record Tape(Shape[] inputs, Differential[] differentials, int[] starts, int[] operands) {
  /** The place of a value that does not depend on the inputs. */
  static final int CONSTANT = -1;

  /**
   * {@return tangents at the given places, from tangents of the inputs}
   *
   * <p>A tangent is let go when the last entry that takes it has done so.
   */
  @Nullable Tensor[] sweepForward(Tensor[] tangents, int[] wanted) {
    @Nullable Tensor[] all = new @Nullable Tensor[inputs.length + differentials.length];
    for (int i = 0; i < inputs.length; i++) {
      all[i] = tangents[i].isKnownZero() ? null : tangents[i];
    }
    int[] lastTaken = lastTaken(wanted);
    for (int entry = 0; entry < differentials.length; entry++) {
      @Nullable Tensor[] own = new @Nullable Tensor[starts[entry + 1] - starts[entry]];
      boolean any = false;
      for (int i = 0; i < own.length; i++) {
        int operand = starts[entry] + i;
        int place = operands[operand];
        own[i] = place == CONSTANT ? null : all[place];
        any |= own[i] != null;
        if (place != CONSTANT && lastTaken[place] == operand) {
          all[place] = null;
        }
      }
      all[inputs.length + entry] = any ? differentials[entry].pushforward(own) : null;
    }
    @Nullable Tensor[] results = new @Nullable Tensor[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      results[i] = wanted[i] == CONSTANT ? null : all[wanted[i]];
    }
    return results;
  }

  /** {@return for each place, which of all operands takes it last; for those wanted, none} */
  private int[] lastTaken(int[] wanted) {
    int[] last = new int[inputs.length + differentials.length];
    for (int operand = 0; operand < operands.length; operand++) {
      if (operands[operand] != CONSTANT) {
        last[operands[operand]] = operand;
      }
    }
    for (int place : wanted) {
      if (place != CONSTANT) {
        last[place] = operands.length;
      }
    }
    return last;
  }

  /** {@return cotangents of the inputs, from cotangents at the given places} */
  @Nullable Tensor[] sweepBackward(Tensor[] cotangents, int[] from) {
    Cotangents all = new Cotangents(inputs.length + differentials.length);
    for (int i = 0; i < from.length; i++) {
      if (from[i] != CONSTANT) {
        all.add(from[i], cotangents[i]);
      }
    }
    for (int entry = differentials.length - 1; entry >= 0; entry--) {
      Tensor cotangent = all.take(inputs.length + entry);
      if (cotangent != null) {
        pull(entry, cotangent, all);
      }
    }
    @Nullable Tensor[] results = new @Nullable Tensor[inputs.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = all.take(i);
    }
    return results;
  }

  private void pull(int entry, Tensor cotangent, Cotangents all) {
    int start = starts[entry];
    if (differentials[entry] instanceof Part part) {
      all.add(operands[start], part, cotangent);
      return;
    }
    boolean[] wanted = new boolean[starts[entry + 1] - start];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = operands[start + i] != CONSTANT;
    }
    @Nullable Tensor[] pulled = differentials[entry].pullback(cotangent, wanted);
    for (int i = 0; i < wanted.length; i++) {
      Tensor own = pulled[i];
      if (wanted[i] && own != null) {
        all.add(operands[start + i], own);
      }
    }
  }
}
