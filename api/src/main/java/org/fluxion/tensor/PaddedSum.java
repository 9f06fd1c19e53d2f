package org.fluxion.tensor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of tensors that {@link Pad} puts among zeros, one behind the other: they are one tensor
 * joined from both, among zeros.
 *
 * <p>Recorded gradients have them where a vector was taken apart into parameters. Joined, each
 * element is copied once, and not added once for each parameter.
 */
final class PaddedSum {
  /** Longer lists of operands are nested: each sum makes a new list. */
  private static final int LONGEST = 64;

  private PaddedSum() {}

  /** {@return the sum of two operands without adding, or null if they are not those} */
  static @Nullable Tensor of(Tensor first, Tensor last) {
    Symbolic a = Uniform.madeBy(Pad.class, first);
    Symbolic b = Uniform.madeBy(Pad.class, last);
    if (a == null || b == null || !(a.primitive() instanceof Pad padA)) {
      return null;
    }
    if (!(b.primitive() instanceof Pad padB) || padA.axis() != padB.axis()) {
      return null;
    }
    int length = first.shape().get(padA.axis());
    if (length - padA.after() == padB.before()) {
      return joined(a.operand(0), b.operand(0), new Pad(padA.axis(), padA.before(), padB.after()));
    }
    if (length - padB.after() == padA.before()) {
      return joined(b.operand(0), a.operand(0), new Pad(padA.axis(), padB.before(), padA.after()));
    }
    return null;
  }

  private static Tensor joined(Tensor first, Tensor last, Pad pad) {
    List<Tensor> parts = new ArrayList<>(parts(first, pad.axis()));
    parts.addAll(parts(last, pad.axis()));
    List<Tensor> all = parts.size() > LONGEST ? List.of(first, last) : parts;
    Tensor joined = new Concat(pad.axis()).apply(all.toArray(Tensor[]::new));
    return pad.before() + pad.after() == 0 ? joined : pad.apply(joined);
  }

  /** {@return what a tensor was joined from, or the tensor} */
  private static List<Tensor> parts(Tensor tensor, int axis) {
    Symbolic made = Uniform.madeBy(Concat.class, tensor);
    if (made == null || !new Concat(axis).equals(made.primitive())) {
      return List.of(tensor);
    }
    List<Tensor> parts = new ArrayList<>();
    for (int length = 0; length < tensor.shape().get(axis); ) {
      Tensor part = made.operand(parts.size());
      length += part.shape().get(axis);
      parts.add(part);
    }
    return parts;
  }
}
