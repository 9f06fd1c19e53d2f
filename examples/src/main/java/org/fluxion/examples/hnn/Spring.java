package org.fluxion.examples.hnn;

import org.fluxion.examples.jobs.Grid;
import org.fluxion.layers.training.Samples;
import org.fluxion.tensor.Tensor;

/** A spring of period 1: q = sin 2πt and p = cos 2πt; columns are q and p. */
final class Spring {
  static final double FREQUENCY = 2 * Math.PI;

  private Spring() {}

  /** {@return the orbit at some times, times × 2} */
  static Tensor orbit(Tensor times) {
    Tensor phase = times.times(FREQUENCY);
    return Tensor.stack(1, phase.sin(), phase.cos());
  }

  /** {@return points of one period at equal distances, with dq/dt = 2πp and dp/dt = −2πq} */
  static Samples samples(int points) {
    Tensor times = Grid.line(0, (points - 1.0) / points, points);
    Tensor orbit = orbit(times);
    Tensor q = orbit.slice(1, 0, 1);
    Tensor p = orbit.slice(1, 1, 2);
    return new Samples(orbit, Tensor.concat(1, p.times(FREQUENCY), q.times(-FREQUENCY)));
  }

  /** {@return π (q² + p²), the energy of each row, which moves it like that} */
  static Tensor energy(Tensor states) {
    return states.square().sum(1).times(FREQUENCY / 2);
  }
}
