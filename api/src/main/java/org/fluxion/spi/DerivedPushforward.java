package org.fluxion.spi;

import java.util.Arrays;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** The pushforward of an engine that only pulls back: ẏₖ = ⟨Jᵀ eₖ, ẋ⟩ for every seed eₖ. */
record DerivedPushforward(Linearization given, Shape[] inputs, int batch) implements Linearization {
  @Override
  public Tensor[] values() {
    return given.values();
  }

  @Override
  public Tensor[] pullback(Tensor... cotangents) {
    return given.pullback(cotangents);
  }

  @Override
  public Tensor[] pullbackBatch(Tensor... cotangents) {
    return given.pullbackBatch(cotangents);
  }

  @Override
  public Tensor[] pushforward(Tensor... tangents) {
    Tensor[] one = new Tensor[tangents.length];
    for (int i = 0; i < one.length; i++) {
      one[i] = tangents[i].reshape(tangents[i].shape().prepend(1).toArray());
    }
    Tensor[] rows = pushforwardBatch(one);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows[i].get(0);
    }
    return rows;
  }

  @Override
  public Tensor[] pushforwardBatch(Tensor... tangents) {
    int count = tangents[0].shape().get(0);
    Tensor weights = Seeds.rows(count, tangents);
    Shape[] outputs = Arrays.stream(values()).map(Tensor::shape).toArray(Shape[]::new);
    MultiFunction sweep =
        cotangents -> {
          int seeds = cotangents[0].shape().get(0);
          Tensor pulled = Seeds.rows(seeds, given.pullbackBatch(cotangents));
          return new Tensor[] {Seeds.contracted(pulled, weights)};
        };
    return Seeds.split(new Seeds(outputs).sweepColumns(sweep, batch, count), outputs);
  }

  @Override
  public String toString() {
    return given + ", pushforward derived";
  }
}
