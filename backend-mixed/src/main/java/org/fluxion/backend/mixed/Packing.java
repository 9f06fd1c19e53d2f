package org.fluxion.backend.mixed;

import java.util.Arrays;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Several tensors as one: a single one as it is, more of them flattened into one vector. */
final class Packing {
  private Packing() {}

  static Tensor pack(Tensor[] parts) {
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

  static Tensor[] unpack(Tensor packed, Shape[] shapes) {
    if (shapes.length == 1) {
      return new Tensor[] {packed};
    }
    Tensor[] parts = new Tensor[shapes.length];
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      int to = from + shapes[i].size();
      parts[i] = packed.slice(0, from, to).reshape(shapes[i].toArray());
      from = to;
    }
    return parts;
  }

  static Shape packed(Shape[] shapes) {
    return shapes.length == 1
        ? shapes[0]
        : Shape.of(Arrays.stream(shapes).mapToInt(Shape::size).sum());
  }

  static Shape[] shapes(Tensor[] tensors) {
    return Arrays.stream(tensors).map(Tensor::shape).toArray(Shape[]::new);
  }
}
