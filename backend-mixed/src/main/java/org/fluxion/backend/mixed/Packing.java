package org.fluxion.backend.mixed;

import java.util.Arrays;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Several tensors as one, since a primitive has one result: a single one as it is, more of them
 * flattened into one vector. Remembers the shapes of what was packed last.
 */
final class Packing {
  private Shape @Nullable [] shapes;

  Tensor pack(Tensor[] parts) {
    shapes = Arrays.stream(parts).map(Tensor::shape).toArray(Shape[]::new);
    if (parts.length == 1) {
      return parts[0];
    }
    Tensor[] flat = new Tensor[parts.length + 1];
    for (int i = 0; i < parts.length; i++) {
      flat[i] = parts[i].flatten();
    }
    flat[parts.length] =
        Tensor.zeros(0); // so that there is something to join when there is no part
    return Tensor.concat(0, flat);
  }

  Tensor[] unpack(Tensor packed) {
    Shape[] known = shapes();
    if (known.length == 1) {
      return new Tensor[] {packed};
    }
    Tensor[] parts = new Tensor[known.length];
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      int to = from + known[i].size();
      parts[i] = packed.slice(0, from, to).reshape(known[i].toArray());
      from = to;
    }
    return parts;
  }

  private Shape[] shapes() {
    Shape[] known = shapes;
    if (known == null) {
      throw new IllegalStateException("nothing has been packed");
    }
    return known;
  }
}
