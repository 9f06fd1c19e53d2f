package org.fluxion.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * What recurrent cells have in common: the affine maps of input and hidden state, for several gates
 * side by side.
 *
 * @param cell named in messages
 * @param count how many gates
 */
record Gates(String cell, int in, int out, int count) {
  /** {@return uniform on ±1/√out where the fan is out, as PyTorch and Lux start all four} */
  static Initialiser usual() {
    return Initialisers.kaimingUniform(Math.sqrt(1.0 / 3));
  }

  static void check(String cell, int in, int out, Initialiser initial) {
    Given.require(initial, cell + ": initial is null");
    if (in < 1 || out < 1) {
      throw new FluxionException(title(cell, in, out) + ": numbers of features must be at least 1");
    }
  }

  static String title(String cell, int in, int out) {
    return cell + "(" + in + " -> " + out + ")";
  }

  Parameters initialParameters(RandomGenerator rng, Initialiser initial) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("weight_ih", initial.initialise(rng, out, out, in, count * out));
    parameters.put("weight_hh", initial.initialise(rng, out, out, out, count * out));
    parameters.put("bias_ih", initial.initialise(rng, out, out, count * out));
    parameters.put("bias_hh", initial.initialise(rng, out, out, count * out));
    return Parameters.of(parameters);
  }

  /** {@return x · weight_ih + bias_ih} */
  Tensor ofInput(Tensor x, Parameters ps) {
    String title = title(cell, in, out);
    Fitting.axis(title, x, -1, in);
    Tensor weight = Fitting.parameter(title, ps, "weight_ih", Shape.of(in, count * out));
    return x.matmul(weight).plus(Fitting.parameter(title, ps, "bias_ih", Shape.of(count * out)));
  }

  /** {@return h · weight_hh + bias_hh} */
  Tensor ofHidden(Tensor h, Parameters ps) {
    String title = title(cell, in, out);
    Tensor weight = Fitting.parameter(title, ps, "weight_hh", Shape.of(out, count * out));
    return h.matmul(weight).plus(Fitting.parameter(title, ps, "bias_hh", Shape.of(count * out)));
  }

  /** {@return the gates, each of shape batch × out} */
  List<Tensor> split(Tensor sideBySide) {
    List<Tensor> gates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      gates.add(sideBySide.slice(1, i * out, (i + 1) * out));
    }
    return gates;
  }
}
