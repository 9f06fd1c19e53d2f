package org.fluxion.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A convolution: each output is a weighted sum of what a window sees, plus a bias.
 *
 * <p>y[b, i, o] = activation(bias[o] + Σ x[b, i · stride − before + k · dilation, c] · weight[k, c,
 * o]), the sum running over places k in the window and channels c; as everywhere in learning, the
 * kernel is not flipped. There is one {@link Window} for each axis between batch and channels: one
 * for sequences, two for images, three for volumes.
 *
 * <p>x is batch × lengths × {@code in} and y is batch × output lengths × {@code out}: channels come
 * last, as features do everywhere here, so that {@link Dense}, normalisations and recurrent layers
 * take the output as it is. With padding only before the input ({@link Window#causal}) no output
 * sees a later input.
 *
 * <p>Its parameters are {@code weight}, of shape window sizes × in / groups × out, and {@code
 * bias}, of shape [out]; it has no state. With groups, channels and outputs are divided into as
 * many parts, in order, and each part of the outputs sees one part of the channels.
 *
 * @param in the number of channels of the input
 * @param out the number of channels of the output
 * @param windows one for each axis between batch and channels
 * @param groups into how many parts channels and outputs are divided; 1 for none
 * @param activation applied to each element of the result
 * @param initialWeight draws the weight; its fans are in / groups, and out / groups, times the
 *     number of places in the window
 * @param initialBias draws the bias, with the same fans
 */
public record Conv(
    int in,
    int out,
    List<Window> windows,
    int groups,
    Activation activation,
    Initialiser initialWeight,
    Initialiser initialBias)
    implements Layer {

  /** Checks the numbers. */
  public Conv {
    Given.require(activation, "Conv: activation is null; use IDENTITY for none");
    Given.require(initialWeight, "Conv: initialWeight is null");
    Given.require(initialBias, "Conv: initialBias is null");
    windows = Pooling.checked("Conv", windows);
    if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
      throw new FluxionException(
          title(in, out)
              + ": with "
              + groups
              + " groups; all three must be at least 1, and the groups divide both channels");
    }
  }

  /** Makes a layer in one group, whose weight starts Kaiming-uniform and whose bias starts at 0. */
  public Conv(int in, int out, Activation activation, Window... windows) {
    this(
        in,
        out,
        Arrays.asList(windows),
        1,
        activation,
        Initialisers.kaimingUniform(),
        Initialisers.zeros());
  }

  /** Makes a layer without activation, initialised in the same way. */
  public Conv(int in, int out, Window... windows) {
    this(in, out, Activation.IDENTITY, windows);
  }

  /** {@return the same layer with channels and outputs divided into groups} */
  public Conv withGroups(int newGroups) {
    return new Conv(in, out, windows, newGroups, activation, initialWeight, initialBias);
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    int places = windows.stream().mapToInt(Window::size).reduce(1, Math::multiplyExact);
    int fanIn = places * in / groups;
    int fanOut = places * out / groups;
    int[] shape = weightShape().toArray();
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("weight", initialWeight.initialise(rng, fanIn, fanOut, shape));
    parameters.put("bias", initialBias.initialise(rng, fanIn, fanOut, out));
    return Parameters.of(parameters);
  }

  private Shape weightShape() {
    int[] shape = new int[windows.size() + 2];
    Arrays.setAll(shape, i -> i < windows.size() ? windows.get(i).size() : out);
    shape[windows.size()] = in / groups;
    return Shape.of(shape);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.empty();
  }

  /**
   * {@return the convolution, and the state as it was}
   *
   * @param x shape [batch, lengths…, in]
   * @throws org.fluxion.ShapeMismatchException if x has other axes or another number of channels,
   *     if a window does not fit into it, or if the parameters have other shapes
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    Geometry geometry = Geometry.of(title(in, out), windows, x.shape());
    Fitting.axis(title(in, out), x, -1, in);
    Tensor weight = Fitting.parameter(title(in, out), ps, "weight", weightShape());
    Tensor bias = Fitting.parameter(title(in, out), ps, "bias", Shape.of(out));
    Tensor y = new Convolution(Convolution.Role.OUTPUT, geometry, groups).apply(x, weight);
    return new Applied(activation.apply(y.plus(bias)), st);
  }

  private static String title(int in, int out) {
    return "Conv(" + in + " -> " + out + ")";
  }
}
