package org.fluxion.layers.training;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Samples in a random order that a seed fixes for each pass over them. */
final class ShuffledBatches implements Batches<Samples> {
  private final Samples samples;
  private final int size;
  private final long seed;

  /** The order of the pass that was asked for last; any thread may replace it by an equal one. */
  private volatile @Nullable Pass last;

  private record Pass(long number, int[] order) {}

  ShuffledBatches(Samples samples, int size, long seed) {
    this.samples = Checked.given("Batches.shuffled", "samples", samples);
    Checked.atLeast(1, "Batches.shuffled", "size", size);
    Checked.atLeast(1, "Batches.shuffled", "number of samples", samples.size());
    this.size = size;
    this.seed = seed;
  }

  @Override
  public Samples at(long step) {
    Checked.atLeast(0, "Batches.shuffled", "step", step);
    int count = samples.size();
    int perPass = (count - 1) / size + 1;
    int[] order = order(step / perPass);
    int from = (int) (step % perPass) * size;
    return samples.rows(Arrays.copyOfRange(order, from, Math.min(count, from + size)));
  }

  private int[] order(long number) {
    Pass pass = last;
    if (pass == null || pass.number() != number) {
      pass = new Pass(number, shuffled(samples.size(), StepRandom.of(seed, number)));
      last = pass;
    }
    return pass.order();
  }

  /**
   * R. Durstenfeld, <i>Algorithm 235: random permutation</i>, Communications of the ACM 7, 1964.
   */
  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = StepRandom.below(i + 1, random);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
