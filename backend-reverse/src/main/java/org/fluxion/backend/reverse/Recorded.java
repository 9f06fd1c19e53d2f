package org.fluxion.backend.reverse;

import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.ValueTracer;

/** A value with its place on the tape. */
final class Recorded extends ValueTracer {
  private final int place;

  Recorded(Recorder recorder, Tensor value, int place) {
    super(recorder, value);
    this.place = place;
  }

  Recorded(Recorder recorder, double number, int place) {
    super(recorder, number);
    this.place = place;
  }

  int place() {
    return place;
  }
}
