package org.fluxion.benchmarks.pytorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.benchmarks.networks.NetworkCase;
import org.fluxion.benchmarks.networks.NetworkProblem;

/** The losses of a network and their gradients, reverse over reverse. */
final class TorchNetwork {
  private final Tensor variableInput;
  private final Tensor constantInput;
  private final List<Tensor> parameters = new ArrayList<>();

  TorchNetwork(NetworkCase network) {
    Torch.useOneThread();
    NetworkProblem problem = new NetworkProblem(network);
    variableInput = Torch.variable(problem.input(), network.batch(), network.width(0));
    constantInput = Torch.constant(problem.input(), network.batch(), network.width(0));
    double[] all = problem.parameters();
    int at = 0;
    for (int l = 0; l < network.layers(); l++) {
      int in = network.width(l);
      int out = network.width(l + 1);
      parameters.add(Torch.variable(Arrays.copyOfRange(all, at, at + in * out), in, out));
      at += in * out;
      parameters.add(Torch.variable(Arrays.copyOfRange(all, at, at + out), out));
      at += out;
    }
  }

  /** {@return Σ (d/dt Σ s(t)² − cos t)², whose gradient by everything is computed} */
  double nested() {
    return Torch.released(
        () -> {
          Tensor loss = nestedLoss();
          Torch.gradient(loss, inputAndParameters(), false);
          return loss.item_double();
        });
  }

  /** {@return Σ s(t)², whose gradient by the parameters is computed} */
  double plain() {
    return Torch.released(
        () -> {
          Tensor loss = squares(constantInput);
          Torch.gradient(loss, parameters(), false);
          return loss.item_double();
        });
  }

  /** {@return the same as {@link #nested}, with the gradient copied} */
  double nestedInto(double[] gradient) {
    return Torch.released(
        () -> {
          Tensor loss = nestedLoss();
          Torch.copy(Torch.gradient(loss, inputAndParameters(), false), gradient);
          return loss.item_double();
        });
  }

  /** {@return the same as {@link #plain}, with the gradient copied} */
  double plainInto(double[] gradient) {
    return Torch.released(
        () -> {
          Tensor loss = squares(constantInput);
          Torch.copy(Torch.gradient(loss, parameters(), false), gradient);
          return loss.item_double();
        });
  }

  private Tensor nestedLoss() {
    TensorVector slope =
        Torch.gradient(squares(variableInput), new TensorVector(variableInput), true);
    return slope.get(0).sub(variableInput.cos()).square().sum();
  }

  private Tensor squares(Tensor t) {
    Tensor x = t;
    for (int i = 0; i < parameters.size(); i += 2) {
      x = torch.addmm(parameters.get(i + 1), x, parameters.get(i));
      if (i + 2 < parameters.size()) {
        x = x.tanh();
      }
    }
    return x.square().sum();
  }

  private TensorVector parameters() {
    return new TensorVector(parameters.toArray(Tensor[]::new));
  }

  private TensorVector inputAndParameters() {
    List<Tensor> all = new ArrayList<>(parameters);
    all.add(0, variableInput);
    return new TensorVector(all.toArray(Tensor[]::new));
  }
}
