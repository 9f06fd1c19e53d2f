package org.fluxion.spi;

import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** The pullback of an engine that only pushes forward: x̄ₖ = ⟨ȳ, J eₖ⟩ for every seed eₖ. */
record DerivedPullback(Linearization given, Shape[] inputs, int batch) implements Linearization {
  @Override
  public Tensor[] values() {
    return given.values();
  }

  @Override
  public Tensor[] pushforward(Tensor... tangents) {
    return given.pushforward(tangents);
  }

  @Override
  public Tensor[] pushforwardBatch(Tensor... tangents) {
    return given.pushforwardBatch(tangents);
  }

  @Override
  public Tensor[] pullback(Tensor... cotangents) {
    Tensor[] one = new Tensor[cotangents.length];
    for (int i = 0; i < one.length; i++) {
      one[i] = cotangents[i].reshape(cotangents[i].shape().prepend(1).toArray());
    }
    Tensor[] rows = pullbackBatch(one);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows[i].get(0);
    }
    return rows;
  }

  @Override
  public Tensor[] pullbackBatch(Tensor... cotangents) {
    int count = cotangents[0].shape().get(0);
    Tensor weights = Seeds.rows(count, cotangents);
    MultiFunction sweep =
        tangents -> {
          int seeds = tangents[0].shape().get(0);
          Tensor pushed = Seeds.rows(seeds, given.pushforwardBatch(tangents));
          return new Tensor[] {Seeds.contracted(pushed, weights)};
        };
    return Seeds.split(new Seeds(inputs).sweepColumns(sweep, batch, count), inputs);
  }

  @Override
  public String toString() {
    return given + ", pullback derived";
  }
}
