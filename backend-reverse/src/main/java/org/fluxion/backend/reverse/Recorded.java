package org.fluxion.backend.reverse;

import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** A value with its place on the tape. */
final class Recorded extends Tracer {
  private final Tensor primal;
  private final int place;

  Recorded(Recorder recorder, Tensor primal, int place) {
    super(recorder);
    this.primal = primal;
    this.place = place;
  }

  @Override
  public Tensor primal() {
    return primal;
  }

  int place() {
    return place;
  }
}
