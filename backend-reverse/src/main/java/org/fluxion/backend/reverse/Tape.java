package org.fluxion.backend.reverse;

import java.util.Arrays;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The record of one call of a function: the derivative of each operation, in the order in which
 * they were applied, and which earlier values each one took.
 *
 * <p>Values have places: first the inputs, then the entries. Sweeps are loops over the entries, so
 * the length of a program is not bounded by the stack; each keeps its tangents or cotangents to
 * itself, so a tape can be swept again and again and by several threads at once.
 *
 * @param inputs the shapes of the inputs
 * @param segments the entries
 * @param places the number of inputs and entries
 */
record Tape(Shape[] inputs, Segment[] segments, int places) {
  /** The place of a value that does not depend on the inputs. */
  static final int CONSTANT = -1;

  /** {@return the number of entries} */
  int entries() {
    return places - inputs.length;
  }

  /**
   * {@return tangents at the given places, from tangents of the inputs}
   *
   * <p>A tangent is let go when the last entry that takes it has done so.
   */
  @Nullable Tensor[] sweepForward(Tensor[] tangents, int[] wanted) {
    @Nullable Tensor[] all = new @Nullable Tensor[places];
    for (int i = 0; i < inputs.length; i++) {
      all[i] = tangents[i].isKnownZero() ? null : tangents[i];
    }
    int[] lastTaken = lastTaken(wanted);
    for (Segment segment : segments) {
      segment.push(all, lastTaken);
    }
    @Nullable Tensor[] results = new @Nullable Tensor[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      results[i] = wanted[i] == CONSTANT ? null : all[wanted[i]];
    }
    return results;
  }

  /** {@return for each place, which entry takes it last; for those wanted, none} */
  private int[] lastTaken(int[] wanted) {
    int[] last = new int[places];
    Arrays.fill(last, places);
    for (Segment segment : segments) {
      segment.noteTaken(last);
    }
    for (int place : wanted) {
      if (place != CONSTANT) {
        last[place] = places;
      }
    }
    return last;
  }

  /** {@return cotangents of the inputs, from cotangents at the given places} */
  @Nullable Tensor[] sweepBackward(Tensor[] cotangents, int[] from) {
    Cotangents all = new Cotangents(places);
    for (int i = 0; i < from.length; i++) {
      if (from[i] != CONSTANT) {
        all.add(from[i], cotangents[i]);
      }
    }
    for (int i = segments.length - 1; i >= 0; i--) {
      segments[i].pull(all);
    }
    @Nullable Tensor[] results = new @Nullable Tensor[inputs.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = all.take(i);
    }
    return results;
  }
}
