package org.fluxion.backend.reverse;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.tensor.Part;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The cotangents of one backward sweep, accumulated at the places of the tape.
 *
 * <p>What comes from parts of a value is collected and joined when the value's turn comes.
 */
final class Cotangents {
  private final @Nullable Tensor[] sums;
  private final @Nullable Parts[] parts;

  Cotangents(int places) {
    sums = new @Nullable Tensor[places];
    parts = new @Nullable Parts[places];
  }

  void add(int place, Tensor cotangent) {
    Tensor before = sums[place];
    sums[place] = before == null ? cotangent : before.plus(cotangent);
  }

  void add(int place, Part part, Tensor cotangent) {
    Parts before = parts[place];
    if (before != null && !before.parts.get(0).isLike(part)) {
      add(place, before.joined());
      before = null;
    }
    if (before == null) {
      before = new Parts();
      parts[place] = before;
    }
    before.parts.add(part);
    before.cotangents.add(cotangent);
  }

  /** {@return the cotangent at a place, null for zero; it is needed no more} */
  @Nullable Tensor take(int place) {
    Parts collected = parts[place];
    if (collected != null) {
      parts[place] = null;
      add(place, collected.joined());
    }
    Tensor sum = sums[place];
    sums[place] = null;
    return sum;
  }

  /** The parts of one value that have a cotangent. */
  private static final class Parts {
    final List<Part> parts = new ArrayList<>();
    final List<Tensor> cotangents = new ArrayList<>();

    Tensor joined() {
      return Part.join(parts, cotangents);
    }
  }
}
