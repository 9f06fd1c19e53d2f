package org.fluxion.backend.pytorch;

import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** A tensor that libtorch holds, with its place in the program that is being recorded. */
final class Traced extends Tracer {
  private final Level level;
  private final Array array;
  private final Shape shape;
  private final int place;

  Traced(Level level, Array array, int place) {
    super(level);
    this.level = level;
    this.array = array;
    this.shape = array.shape();
    this.place = place;
  }

  Array array() {
    return array;
  }

  int place() {
    return place;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Tensor primal() {
    return level.primal(this);
  }
}
