package org.fluxion.layers.training;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The data of each step.
 *
 * <p>A function of the step alone, and not an iterator: a training that is taken up again at any
 * step sees the very data that it would have seen. Meant to be implemented; {@code step -> …} is
 * one.
 *
 * @param <B> what a batch is
 */
@FunctionalInterface
public interface Batches<B> {
  /**
   * {@return the data of one step; always the same for the same step}
   *
   * @param step how many steps were taken before; 0 for the first
   */
  B at(long step);

  /** {@return the same data in every step} */
  static <B> Batches<B> always(B batch) {
    Checked.given("Batches.always", "batch", batch);
    return step -> batch;
  }

  /**
   * {@return samples in an order that is drawn anew for each pass over all of them}
   *
   * <p>Each pass takes every sample once; its last batch is smaller if the size does not divide
   * their number. The order depends on the seed and the pass alone, on every machine.
   *
   * @param size of a batch, at least 1
   */
  static Batches<Samples> shuffled(Samples samples, int size, long seed) {
    return new ShuffledBatches(samples, size, seed);
  }

  /**
   * {@return data that are drawn anew for each step}
   *
   * @param draw makes a batch of random numbers alone
   */
  static <B> Batches<B> drawn(long seed, Function<RandomGenerator, B> draw) {
    Checked.given("Batches.drawn", "draw", draw);
    return step -> draw.apply(StepRandom.of(seed, step));
  }
}
