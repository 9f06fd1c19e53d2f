package org.fluxion.backend.pytorch;

import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;

/** The derivative of a function at a point, in both directions. */
final class PytorchLinearization implements Linearization {
  private final Recording recording;

  PytorchLinearization(Recording recording) {
    this.recording = recording;
  }

  @Override
  public Tensor[] values() {
    return recording.values();
  }

  @Override
  public Tensor[] pullback(Tensor... cotangents) {
    return recording.sweep(Sweep.PULLBACK, cotangents);
  }

  @Override
  public Tensor[] pushforward(Tensor... tangents) {
    return recording.sweep(Sweep.PUSHFORWARD, tangents);
  }

  @Override
  public Tensor[] pullbackBatch(Tensor... cotangents) {
    return recording.isClosed() && Recording.arePlain(cotangents)
        ? recording.sweepRows(Sweep.PULLBACK, cotangents)
        : Linearization.super.pullbackBatch(cotangents);
  }

  @Override
  public Tensor[] pushforwardBatch(Tensor... tangents) {
    return recording.isClosed() && Recording.arePlain(tangents)
        ? recording.sweepRows(Sweep.PUSHFORWARD, tangents)
        : Linearization.super.pushforwardBatch(tangents);
  }

  @Override
  public String toString() {
    return "pytorch linearization of " + recording;
  }
}
