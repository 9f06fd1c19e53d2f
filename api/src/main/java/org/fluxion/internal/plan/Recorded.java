package org.fluxion.internal.plan;

import org.fluxion.tensor.Condition;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Symbolic;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/** A value with its place in the program that is being recorded. */
final class Recorded extends Tracer implements Symbolic {
  private final Recording recording;
  private final Tensor value;
  private final int place;

  Recorded(Recording recording, Tensor value, int place) {
    super(recording);
    this.recording = recording;
    this.value = value;
    this.place = place;
  }

  int place() {
    return place;
  }

  /** {@return the value, for the recording itself; nothing is read by the program} */
  Tensor value() {
    return value;
  }

  @Override
  public Shape shape() {
    return value.shape();
  }

  @Override
  public Tensor primal() {
    recording.read(this);
    return value;
  }

  @Override
  protected boolean decide(Condition condition) {
    return recording.branch(this, condition);
  }

  @Override
  public @Nullable Primitive primitive() {
    return recording.primitive(place);
  }

  @Override
  public Tensor operand(int index) {
    return recording.operand(place, index);
  }
}
