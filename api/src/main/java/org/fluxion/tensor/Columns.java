package org.fluxion.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A matrix that is filled by some columns at a time, each given as a row: what sweeps of tangents
 * give of a Jacobian.
 *
 * <p>Plain numbers are put in their places at once, while they are in the cache. Joining and then
 * transposing would go through memory three times. What an interpreter watches is joined by
 * primitives at the end.
 *
 * <p>When the first columns have been put, others may be put from several threads at once, those
 * that are watched from one of them.
 */
public final class Columns {
  private final int count;
  private final List<Watched> watched = new ArrayList<>();
  private @Nullable DenseTensor filled;

  /** Columns that an interpreter watches, as rows. */
  private record Watched(int from, Tensor rows) {}

  /**
   * Makes a matrix without any columns yet.
   *
   * @param count how many it will have
   */
  public Columns(int count) {
    this.count = count;
  }

  /**
   * Puts columns in their places.
   *
   * @param from the number of the first
   * @param rows the columns, each a row
   */
  public void put(int from, Tensor rows) {
    if (!(rows instanceof DenseTensor plain)) {
      watched.add(new Watched(from, rows));
      return;
    }
    Shape shape = plain.shape();
    if (filled == null) {
      Shape whole = Shape.of(shape.get(1), count);
      filled = DenseTensor.wrap(whole, new double[whole.size()]);
    } else {
      new Concat(0).shape(Shape.of(0, filled.shape().get(0)), shape);
    }
    Transpose.swap(shape.get(0), shape.get(1), plain.data(), 0, filled.data(), from, count);
  }

  /** {@return the matrix, when all columns have been put} */
  public Tensor matrix() {
    if (watched.isEmpty() && filled != null) {
      return filled;
    }
    watched.sort(Comparator.comparingInt(Watched::from));
    List<Tensor> parts = new ArrayList<>();
    int next = 0;
    for (Watched part : watched) {
      addFilled(parts, next, part.from);
      parts.add(part.rows);
      next = part.from + part.rows.shape().get(0);
    }
    addFilled(parts, next, count);
    Tensor all = parts.size() == 1 ? parts.get(0) : Tensor.concat(0, parts);
    return all.transpose();
  }

  private void addFilled(List<Tensor> parts, int from, int to) {
    if (filled != null && from < to) {
      parts.add(filled.slice(1, from, to).transpose());
    }
  }
}
