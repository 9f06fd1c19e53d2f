package org.fluxion.layers;

import java.util.List;
import org.fluxion.tensor.Tensor;

/**
 * Makes one tensor of the outputs of several layers.
 *
 * <p>Those in {@link Connections} are values: equal when they do the same. One of one's own is a
 * lambda, or better a record.
 */
@FunctionalInterface
public interface Connection {
  /**
   * {@return the joined tensor}
   *
   * @param parts in the order of the layers, at least one
   */
  Tensor join(List<Tensor> parts);
}
