package org.fluxion.backend.reverse;

import java.util.Arrays;
import org.fluxion.interpreters.Batching;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The derivative at a point as a tape: immutable, and usable from any thread. */
final class TapeLinearization implements Linearization {
  private final Tape tape;
  private final Shape[] results;
  private final int[] places;
  private final Tensor @Nullable [] values;

  private TapeLinearization(Tape tape, Shape[] results, int[] places, Tensor @Nullable [] values) {
    this.tape = tape;
    this.results = results;
    this.places = places;
    this.values = values;
  }

  static TapeLinearization of(Tape tape, Tensor[] values, int[] places) {
    Shape[] results = new Shape[values.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = values[i].shape();
    }
    return new TapeLinearization(tape, results, places, values);
  }

  @Override
  public Tensor[] values() {
    if (values == null) {
      throw new IllegalStateException("this linearization was asked to let go of its values");
    }
    return values.clone();
  }

  @Override
  public Linearization withoutValues() {
    return new TapeLinearization(tape, results, places, null);
  }

  @Override
  public Tensor[] pushforward(Tensor... tangents) {
    @Nullable Tensor[] pushed = tape.sweepForward(tangents, places);
    Tensor[] tangentsOfResults = new Tensor[results.length];
    for (int i = 0; i < results.length; i++) {
      tangentsOfResults[i] = orZero(pushed[i], results[i]);
    }
    return tangentsOfResults;
  }

  @Override
  public Tensor[] pullback(Tensor... cotangents) {
    @Nullable Tensor[] pulled = tape.sweepBackward(cotangents, places);
    Tensor[] cotangentsOfInputs = new Tensor[pulled.length];
    for (int i = 0; i < pulled.length; i++) {
      cotangentsOfInputs[i] = orZero(pulled[i], tape.inputs()[i]);
    }
    return cotangentsOfInputs;
  }

  @Override
  public Tensor[] pushforwardBatch(Tensor... tangents) {
    return together(this::pushforward, tangents);
  }

  @Override
  public Tensor[] pullbackBatch(Tensor... cotangents) {
    return together(this::pullback, cotangents);
  }

  /**
   * One sweep for all rows; it lies under the batching interpreter, so values are used unbatched.
   */
  private static Tensor[] together(MultiFunction sweep, Tensor[] stacked) {
    try (Batching batching = new Batching(stacked[0].shape().get(0))) {
      Tensor[] entered = new Tensor[stacked.length];
      for (int i = 0; i < entered.length; i++) {
        entered[i] = batching.enter(stacked[i]);
      }
      Tensor[] results = sweep.apply(entered);
      for (int i = 0; i < results.length; i++) {
        results[i] = batching.leave(results[i]);
      }
      return results;
    }
  }

  private static Tensor orZero(@Nullable Tensor tensor, Shape shape) {
    return tensor == null ? Tensor.zeros(shape) : tensor;
  }

  @Override
  public String toString() {
    return "tape of "
        + tape.entries()
        + " operations"
        + (values == null ? "" : ", values " + Arrays.toString(values));
  }
}
