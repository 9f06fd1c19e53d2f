package org.fluxion;

import org.fluxion.interpreters.Batching;
import org.fluxion.tensor.Tensor;

/** Makes a function of one sample a function of many, without a loop and without rewriting it. */
public final class Vectorized {
  private Vectorized() {}

  /**
   * {@return the function that applies f to each row of its argument and stacks the results}
   *
   * <p>f sees one row at a time as far as shapes go, but runs once for all of them: a branch on a
   * value that differs between rows is an error, to be written with {@link Tensor#where}.
   */
  public static TensorFunction overRows(TensorFunction f) {
    Call.requireGiven("Vectorized.overRows", "f", f);
    return x -> {
      if (x.rank() == 0) {
        throw new ShapeMismatchException("Vectorized.overRows: a scalar has no rows");
      }
      try (Batching batching = new Batching(x.shape().get(0))) {
        return batching.leave(f.apply(batching.enter(x)));
      }
    };
  }
}
