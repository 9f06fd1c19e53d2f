package org.fluxion.layers.training;

import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Layer;
import org.fluxion.tensor.Tensor;

/** A small regression: a network learns y = x² on [−1, 1]. */
final class Parabola {
  static final Backend BACKEND = Backends.named("mixed");

  static final Layer MODEL =
      Chain.of(new Dense(1, 8, Activation.TANH), new Jitter(), new Dense(8, 1));

  static final Layer QUIET = Chain.of(new Dense(1, 8, Activation.TANH), new Dense(8, 1));

  private Parabola() {}

  static Samples samples(int count) {
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = 2.0 * i / (count - 1) - 1;
      y[i] = x[i] * x[i];
    }
    return new Samples(Tensor.of(x, count, 1), Tensor.of(y, count, 1));
  }

  /** Batches of 8, 8 and 5 of 21 samples. */
  static Trainer<Samples> trainer() {
    return Trainer.of(
        BACKEND, LossFunction.supervised(Losses::mse), Batches.shuffled(samples(21), 8, 3));
  }

  static TrainState start(Layer model, Optimiser optimiser) {
    return TrainState.start(model, optimiser, new SplittableRandom(1));
  }
}
