package org.fluxion.tensor;

import java.util.List;

/** The column of the tables of elementwise functions that {@link Pointwise#formula} returns. */
@FunctionalInterface
interface Formula {
  <V> V of(Arithmetic<V> in, List<V> operands);
}
