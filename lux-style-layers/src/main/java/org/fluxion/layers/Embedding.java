package org.fluxion.layers;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A table of vectors, looked up by index.
 *
 * <p>The elements of x are indices, 0 to entries − 1, as doubles; they are constants to every
 * derivative. y has the shape of x and behind it the axis of features: batch becomes batch ×
 * features, batch × steps becomes batch × steps × features. The parameter {@code weight}, of shape
 * entries × features, gets at each row the sum of the cotangents of all places that it was looked
 * up for. A batch of any length is taken, also an empty one.
 *
 * @param entries the number of indices, at least 1
 * @param features the length of each vector, at least 1
 * @param initialWeight draws the table; with 1 and features as its fans, since one row at a time is
 *     looked up
 */
public record Embedding(int entries, int features, Initialiser initialWeight) implements Layer {
  /** Checks the numbers. */
  public Embedding {
    String title = title(entries, features);
    Fitting.positive(title, "entries", entries);
    Fitting.positive(title, "features", features);
    Given.require(initialWeight, "Embedding: initialWeight is null");
  }

  /** Makes a table that starts normal, with mean 0 and variance 1. */
  public Embedding(int entries, int features) {
    this(entries, features, Initialisers.kaimingNormal(1));
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Parameters.of(
        Map.of("weight", initialWeight.initialise(rng, 1, features, entries, features)));
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.empty();
  }

  /**
   * {@return the rows of the table, of shape [x, features], and the state as it was}
   *
   * @param x of any shape
   * @throws org.fluxion.FluxionException if an element of x is not a whole number of the table
   * @throws org.fluxion.ShapeMismatchException if the table has another shape
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    String title = title(entries, features);
    Tensor weight = Fitting.parameter(title, ps, "weight", Shape.of(entries, features));
    return new Applied(new Lookup(title).apply(weight, x), st);
  }

  private static String title(int entries, int features) {
    return "Embedding(" + entries + " -> " + features + ")";
  }
}
