package org.fluxion.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Scales and shifts each feature: y = activation(x ⊙ scale + bias).
 *
 * <p>The parameters {@code scale} and {@code bias} have the shape of the last axes of x, before
 * which any number of axes may stand; none for a single sample. A batch of any length is taken,
 * also an empty one.
 *
 * @param shape of the last axes of x, not empty
 * @param activation applied to each element of the result
 * @param initialScale draws the scale; with 1 and 1 as its fans
 * @param initialBias draws the bias; likewise
 */
public record Scale(
    Shape shape, Activation activation, Initialiser initialScale, Initialiser initialBias)
    implements Layer {
  /** Checks that all is there. */
  public Scale {
    Fitting.notEmpty("Scale", shape);
    Given.require(activation, "Scale: activation is null; use IDENTITY for none");
    Given.require(initialScale, "Scale: initialScale is null");
    Given.require(initialBias, "Scale: initialBias is null");
  }

  /** Makes a layer without activation that starts as the identity. */
  public Scale(int... shape) {
    this(Shape.of(shape), Activation.IDENTITY, Initialisers.ones(), Initialisers.zeros());
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("scale", initialScale.initialise(rng, 1, 1, shape.toArray()));
    parameters.put("bias", initialBias.initialise(rng, 1, 1, shape.toArray()));
    return Parameters.of(parameters);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.empty();
  }

  /**
   * {@return activation(x ⊙ scale + bias), and the state as it was}
   *
   * @param x shape […, shape]
   * @throws org.fluxion.ShapeMismatchException if x or the parameters have other shapes
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    String title = "Scale(" + shape + ")";
    Fitting.lastAxes(title, x, shape);
    Tensor scale = Fitting.parameter(title, ps, "scale", shape);
    Tensor bias = Fitting.parameter(title, ps, "bias", shape);
    return new Applied(activation.apply(x.times(scale).plus(bias)), st);
  }
}
