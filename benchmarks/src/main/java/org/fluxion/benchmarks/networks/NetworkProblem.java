package org.fluxion.benchmarks.networks;

import static org.fluxion.Derivatives.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.FixedParams;
import org.fluxion.Parameters;
import org.fluxion.TensorFunction;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.tensor.Tensor;

/**
 * A network s with a batch of inputs t, and two losses of its own: Σ s(t)², and Σ (d/dt Σ s(t)² −
 * cos t)², which contains a gradient.
 */
public final class NetworkProblem {
  private final NetworkCase network;
  private final Layer model;
  private final State state;
  private final Parameters parameters;
  private final Tensor input;

  /** Draws input and parameters, the same at each time. */
  public NetworkProblem(NetworkCase network) {
    this.network = network;
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < network.layers(); i++) {
      Activation activation = i + 1 < network.layers() ? Activation.TANH : Activation.IDENTITY;
      layers.add(new Dense(network.width(i), network.width(i + 1), activation));
    }
    model = new Chain(layers);
    SplittableRandom random = new SplittableRandom(1);
    parameters = model.initialParameters(random);
    state = model.initialState(random);
    double[] numbers = random.doubles(network.inputs(), -1, 1).toArray();
    input = Tensor.of(numbers, network.batch(), network.width(0));
  }

  /** {@return the backend that runs the losses: forward over reverse} */
  static Backend backend() {
    return Backends.named("mixed");
  }

  /** {@return the elements of the input, row by row} */
  public double[] input() {
    return input.toArray();
  }

  /** {@return of each layer the weight, row by row, in × out, then the bias} */
  public double[] parameters() {
    return parameters.flatten().toArray();
  }

  /** {@return the input, then the parameters} */
  public double[] point() {
    return Tensor.concat(0, input.flatten(), parameters.flatten()).toArray();
  }

  /** Input and parameters. */
  record Arguments(Tensor t, Parameters ps) {}

  /** {@return input and parameters, as a user writes them} */
  Arguments arguments() {
    return new Arguments(input, parameters);
  }

  /** {@return the loss that contains a gradient, as a user writes it} */
  Tensor nested(Arguments at) {
    Tensor slope = gradient(backend(), FixedParams.of(this::squares, at.ps()), at.t());
    return slope.minus(at.t().cos()).square().sum();
  }

  /** {@return the same as a function of one vector, of which {@code into} takes the elements} */
  public TensorFunction flatNested() {
    int inputs = network.inputs();
    return point ->
        nested(
            new Arguments(
                point.slice(0, 0, inputs).reshape(input.shape().toArray()),
                parameters.unflatten(point.slice(0, inputs, point.size()))));
  }

  /** {@return the loss without a gradient in it} */
  Tensor plain(Parameters ps) {
    return squares(input, ps);
  }

  /** {@return the same as a function of one vector} */
  public TensorFunction flatPlain() {
    return flat -> plain(parameters.unflatten(flat));
  }

  private Tensor squares(Tensor t, Parameters ps) {
    return model.apply(t, ps, state).y().square().sum();
  }
}
