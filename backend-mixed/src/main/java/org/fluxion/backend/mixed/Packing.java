package org.fluxion.backend.mixed;

import org.fluxion.spi.Flattening;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Several tensors as one, since a primitive has one result: a single one as it is, more of them
 * flattened into one vector. Remembers the shapes of what was packed last.
 */
final class Packing {
  private @Nullable Flattening last;

  Tensor pack(Tensor[] parts) {
    last = Flattening.of(parts);
    return parts.length == 1 ? parts[0] : Flattening.flatten(parts);
  }

  Tensor[] unpack(Tensor packed) {
    Flattening known = last;
    if (known == null) {
      throw new IllegalStateException("nothing has been packed");
    }
    return known.shapes().size() == 1 ? new Tensor[] {packed} : known.unflatten(packed);
  }
}
