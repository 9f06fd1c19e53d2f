package org.fluxion.spi;

import org.fluxion.tensor.Tensor;

/**
 * A function of several tensors with several results: the form in which backends see every
 * function.
 *
 * <p>It may capture tensors that an outer derivative watches.
 */
@FunctionalInterface
public interface MultiFunction {
  /** {@return the results at a point} */
  Tensor[] apply(Tensor... point);
}
