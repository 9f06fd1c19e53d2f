package org.fluxion.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;

/**
 * Self-attention of several heads over a sequence, batch × time × features to the same shape.
 *
 * <p>As in A. Vaswani et al., <i>Attention is all you need</i>, NIPS 2017, section 3.2: queries,
 * keys and values are affine maps of the input, whose features are divided among the heads in
 * order; each head computes softmax(Q Kᵀ / √d) V, with d = features / heads; the heads side by side
 * go through a last affine map. With a causal mask no step attends to a later one.
 *
 * <p>The four maps are {@link Dense} layers, with parameters below {@code query}, {@code key},
 * {@code value} and {@code output}; unlike PyTorch's, the first three are kept apart. There is no
 * dropout inside. An empty sequence gives an empty one.
 *
 * @param features of input and output; a multiple of the number of heads
 * @param heads at least 1
 * @param causal whether later steps are masked
 * @param maps of the names query, key, value and output
 */
public record MultiHeadAttention(int features, int heads, boolean causal, NamedLayers maps)
    implements Layer {
  private static final int QUERY = 0;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int OUTPUT = 3;

  /** Checks the numbers. */
  public MultiHeadAttention {
    Given.require(maps, "MultiHeadAttention: maps are null");
    if (heads < 1 || features < 1 || features % heads != 0) {
      throw new FluxionException(
          "MultiHeadAttention: "
              + heads
              + " heads for "
              + features
              + " features; both must be at least 1, and the heads divide the features");
    }
    if (!maps.names().equals(usual(features).names())) {
      throw new FluxionException(
          "MultiHeadAttention: maps are named "
              + maps.names()
              + ", expected "
              + usual(features).names());
    }
  }

  /** Makes the layer, with a causal mask or without. */
  public MultiHeadAttention(int features, int heads, boolean causal) {
    this(features, heads, causal, usual(Math.max(1, features)));
  }

  private static NamedLayers usual(int features) {
    Map<String, Layer> maps = new LinkedHashMap<>();
    for (String name : new String[] {"query", "key", "value", "output"}) {
      maps.put(name, new Dense(features, features));
    }
    return NamedLayers.of(maps);
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return maps.initialParameters(rng);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return maps.initialState(rng);
  }

  /**
   * {@return the attended sequence, and the states of the maps}
   *
   * @param x shape [batch, time, features]
   * @throws ShapeMismatchException if x has another shape
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    if (x.rank() != 3 || x.shape().get(2) != features) {
      throw new ShapeMismatchException(
          "MultiHeadAttention: x has shape " + x.shape() + "; expected batch × time × " + features);
    }
    Applied query = maps.apply(QUERY, x, ps, st);
    Applied key = maps.apply(KEY, x, ps, query.st());
    Applied value = maps.apply(VALUE, x, ps, key.st());
    Tensor scores =
        split(query.y()).matmul(split(key.y()).transpose(0, 1, 3, 2)).div(Math.sqrt(depth()));
    Tensor attended = weights(scores).matmul(split(value.y()));
    Tensor joined = attended.transpose(0, 2, 1, 3).reshape(x.shape().toArray());
    return maps.apply(OUTPUT, joined, ps, value.st());
  }

  private int depth() {
    return features / heads;
  }

  /** {@return batch × heads × time × depth} */
  private Tensor split(Tensor sequence) {
    int batch = sequence.shape().get(0);
    int time = sequence.shape().get(1);
    return sequence.reshape(batch, time, heads, depth()).transpose(0, 2, 1, 3);
  }

  /** {@return the softmax over the last axis, with 0 for later steps if they are masked} */
  private Tensor weights(Tensor scores) {
    int time = scores.shape().get(2);
    Tensor seen = causal ? Tensor.where(past(time), scores, lowest()) : scores;
    int[] kept = scores.shape().toArray();
    kept[3] = 1;
    return seen.minus(seen.logSumExp(3).reshape(kept)).exp();
  }

  private static Tensor lowest() {
    return Tensor.scalar(Double.NEGATIVE_INFINITY);
  }

  /** {@return 1 where the column is not later than the row} */
  private static Tensor past(int time) {
    double[] mask = new double[time * time];
    for (int row = 0; row < time; row++) {
      for (int column = 0; column <= row; column++) {
        mask[row * time + column] = 1;
      }
    }
    return Tensor.of(mask, time, time);
  }

  @Override
  public Layer mapChildren(BiFunction<String, Layer, Layer> function) {
    return new MultiHeadAttention(features, heads, causal, maps.map(function));
  }
}
