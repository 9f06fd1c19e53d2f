package org.fluxion.backend.hipparchus;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/** Sweeps of a bounded number of tangents each. */
final class Chunks {
  private Chunks() {}

  /**
   * {@return the results for all tangents}
   *
   * @param sweep takes at most {@code chunk} tangents along a leading axis, and returns its results
   *     along one
   */
  static Tensor[] of(int chunk, MultiFunction sweep, Tensor... tangents) {
    int rows = tangents[0].shape().get(0);
    if (rows <= chunk) {
      return sweep.apply(tangents);
    }
    List<Tensor[]> parts = new ArrayList<>();
    for (int from = 0; from < rows; from += chunk) {
      Tensor[] own = new Tensor[tangents.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = tangents[i].slice(0, from, Math.min(rows, from + chunk));
      }
      parts.add(sweep.apply(own));
    }
    Tensor[] joined = new Tensor[parts.get(0).length];
    for (int i = 0; i < joined.length; i++) {
      int result = i;
      joined[i] = Tensor.concat(0, parts.stream().map(part -> part[result]).toList());
    }
    return joined;
  }

  /** {@return the tensors with a leading axis of length 1} */
  static Tensor[] ofOne(Tensor... tangents) {
    Tensor[] rows = new Tensor[tangents.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = tangents[i].reshape(tangents[i].shape().prepend(1).toArray());
    }
    return rows;
  }

  /** {@return the tensors along the leading axis} */
  static Tensor[] rows(Tensor stacked) {
    Tensor[] rows = new Tensor[stacked.shape().get(0)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = stacked.get(i);
    }
    return rows;
  }

  /** {@return the first, and only, of each} */
  static Tensor[] first(Tensor... stacked) {
    Tensor[] first = new Tensor[stacked.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = stacked[i].get(0);
    }
    return first;
  }
}
