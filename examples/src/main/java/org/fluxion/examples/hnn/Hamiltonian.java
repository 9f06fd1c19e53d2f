package org.fluxion.examples.hnn;

import static org.fluxion.Derivatives.gradient;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.Backend;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.tensor.Tensor;

/**
 * An energy H(q, p) that is a network, and the motion that follows from it: dq/dt = ∂H/∂p and dp/dt
 * = −∂H/∂q.
 *
 * @param backend computes the derivative of the energy
 * @param network from rows (q, p) to a column of energies
 */
record Hamiltonian(Backend backend, StatefulLayer network) {
  /** {@return (∂H/∂p, −∂H/∂q) of each row; rows are independent, so one gradient gives all} */
  Tensor field(Tensor states) {
    Tensor slope = gradient(backend, network.andThen(Tensor::sum), states);
    return Tensor.concat(1, slope.slice(1, 1, 2), slope.slice(1, 0, 1).unaryMinus());
  }

  /** {@return the energy of each row, a vector} */
  Tensor energy(Tensor states) {
    return network.apply(states).flatten();
  }

  /**
   * {@return the orbit by the classical Runge-Kutta method, (steps + 1) × 2, the start included}
   *
   * @param start shape [1, 2]
   */
  Tensor orbit(Tensor start, double time, int steps) {
    double h = time / steps;
    List<Tensor> states = new ArrayList<>();
    Tensor state = start;
    states.add(state);
    for (int i = 0; i < steps; i++) {
      Tensor k1 = field(state);
      Tensor k2 = field(state.plus(k1.times(h / 2)));
      Tensor k3 = field(state.plus(k2.times(h / 2)));
      Tensor k4 = field(state.plus(k3.times(h)));
      Tensor mean = k1.plus(k2.plus(k3).times(2)).plus(k4).div(6);
      state = state.plus(mean.times(h));
      states.add(state);
    }
    return Tensor.concat(0, states);
  }
}
