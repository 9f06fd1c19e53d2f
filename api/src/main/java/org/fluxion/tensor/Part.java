package org.fluxion.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of taking a part of a tensor by {@code get}.
 *
 * <p>Its pullback puts the cotangent among zeros, which costs as much as the whole tensor has
 * elements. A program that takes a tensor apart number by number would pay that for every number;
 * so an engine that accumulates cotangents collects those of parts and {@linkplain #join joins}
 * them at once.
 */
public final class Part implements Differential {
  private final Get get;
  private final Shape whole;
  private final int offset;

  /**
   * Makes the derivative.
   *
   * @param whole the shape of the tensor that the part is taken from
   * @param offset where the part begins there
   */
  Part(Get get, Shape whole, int offset) {
    this.get = get;
    this.whole = whole;
    this.offset = offset;
  }

  @Override
  public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
    Tensor tangent = tangents[0];
    return tangent == null ? null : get.apply(tangent);
  }

  @Override
  public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
    return new @Nullable Tensor[] {
      wanted[0] ? get.adjoint(0, cotangent, new Shape[] {whole}) : null
    };
  }

  /** {@return the shape of the tensor that the part is taken from} */
  public Shape whole() {
    return whole;
  }

  /**
   * Adds the cotangent of a part that is a number to the cotangent of the whole.
   *
   * @param all the elements of the latter
   */
  public void add(double cotangent, double[] all) {
    all[offset] += cotangent;
  }

  /** {@return whether this and the other can be joined: parts of one shape of one tensor} */
  public boolean isLike(Part other) {
    return whole.equals(other.whole) && get.index().count() == other.get.index().count();
  }

  /**
   * {@return the cotangent of the whole: the sum of what each part pulls back}
   *
   * @param parts alike; at least one
   * @param cotangents one for each part
   */
  public static Tensor join(List<Part> parts, List<Tensor> cotangents) {
    Part first = parts.get(0);
    if (parts.size() == 1) {
      return first.get.adjoint(0, cotangents.get(0), new Shape[] {first.whole});
    }
    Shape rest = first.whole.dropFirst(first.get.index().count());
    Shape row = rest.prepend(1);
    Tensor[] rows = new Tensor[parts.size()];
    int[] indices = new int[parts.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Reshape.to(cotangents.get(i), row);
      indices[i] = parts.get(i).offset / Math.max(1, rest.size());
    }
    int length = rest.size() == 0 ? 1 : first.whole.size() / rest.size();
    Tensor placed =
        new Gather.Scatter(0, Axes.of(indices), length).apply(new Concat(0).apply(rows));
    return Reshape.to(placed, first.whole);
  }
}
