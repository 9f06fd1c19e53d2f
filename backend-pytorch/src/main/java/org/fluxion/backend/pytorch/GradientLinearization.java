package org.fluxion.backend.pytorch;

import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;

/** The derivative of value and gradient of a scalar function at a point, in both directions. */
final class GradientLinearization implements Linearization {
  private final Recording recording;

  GradientLinearization(Recording recording) {
    this.recording = recording;
  }

  @Override
  public Tensor[] values() {
    return recording.sweep(Sweep.GRADIENT);
  }

  @Override
  public Tensor[] pullback(Tensor... cotangents) {
    return recording.sweep(Sweep.GRADIENT_PULLBACK, cotangents);
  }

  @Override
  public Tensor[] pushforward(Tensor... tangents) {
    return recording.sweep(Sweep.GRADIENT_PUSHFORWARD, tangents);
  }

  @Override
  public Tensor[] pullbackBatch(Tensor... cotangents) {
    return recording.isClosed() && Recording.arePlain(cotangents)
        ? recording.sweepRows(Sweep.GRADIENT_PULLBACK, cotangents)
        : Linearization.super.pullbackBatch(cotangents);
  }

  @Override
  public Tensor[] pushforwardBatch(Tensor... tangents) {
    return recording.isClosed() && Recording.arePlain(tangents)
        ? recording.sweepRows(Sweep.GRADIENT_PUSHFORWARD, tangents)
        : Linearization.super.pushforwardBatch(tangents);
  }

  @Override
  public String toString() {
    return "pytorch second order of " + recording;
  }
}
