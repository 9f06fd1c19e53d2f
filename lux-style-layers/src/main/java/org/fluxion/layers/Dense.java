package org.fluxion.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A fully connected layer: y = activation(x · W + b).
 *
 * <p>Its parameters are {@code weight}, W, of shape in × out, and {@code bias}, b, of shape [out];
 * it has no state. The last axis of x has length {@code in} and becomes {@code out} in y. Any
 * number of axes may stand before it: none for a single sample, one for a batch.
 *
 * @param in the number of input features, at least 1
 * @param out the number of output features, at least 1
 * @param activation applied to each element of the result
 * @param initialWeight draws the weight; with in and out as its fans
 * @param initialBias draws the bias; with in and out as its fans
 */
public record Dense(
    int in, int out, Activation activation, Initialiser initialWeight, Initialiser initialBias)
    implements Layer {

  /** Checks the numbers of features. */
  public Dense {
    Given.require(activation, "Dense: activation is null; use IDENTITY for none");
    Given.require(initialWeight, "Dense: initialWeight is null");
    Given.require(initialBias, "Dense: initialBias is null");
    if (in < 1 || out < 1) {
      throw new FluxionException(
          title(in, out) + ": numbers of features must be at least 1; leave the layer out instead");
    }
  }

  /** Makes a layer whose weight starts Glorot-uniform and whose bias starts at 0. */
  public Dense(int in, int out, Activation activation) {
    this(in, out, activation, Initialisers.glorotUniform(), Initialisers.zeros());
  }

  /** Makes a layer without activation, x · W + b, initialised in the same way. */
  public Dense(int in, int out) {
    this(in, out, Activation.IDENTITY);
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("weight", initialWeight.initialise(rng, in, out, in, out));
    parameters.put("bias", initialBias.initialise(rng, in, out, out));
    return Parameters.of(parameters);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.empty();
  }

  /**
   * {@return activation(x · W + b), and the state as it was}
   *
   * @param x shape […, in]
   * @throws ShapeMismatchException if the last axis of x has another length, or if the parameters
   *     have other shapes
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    String title = title(in, out);
    Fitting.axis(title, x, -1, in);
    Tensor weight = Fitting.parameter(title, ps, "weight", Shape.of(in, out));
    Tensor bias = Fitting.parameter(title, ps, "bias", Shape.of(out));
    return new Applied(activation.apply(x.matmul(weight).plus(bias)), st);
  }

  private static String title(int in, int out) {
    return "Dense(" + in + " -> " + out + ")";
  }
}
