package org.fluxion.conformance;

import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What the derivative of a primitive says: it is linear, transposed rightly, and true to the
 * values.
 */
final class DerivativeLaws {
  private DerivativeLaws() {}

  /** ⟨w, J v⟩ = ⟨Jᵀ w, v⟩. */
  static void transposed(Trial trial) {
    Tensor[] v = trial.drawTangents();
    Tensor w = trial.drawCotangent();
    Sum left = new Sum();
    left.add(w, trial.push(v));
    Sum right = new Sum();
    Tensor[] pulled = trial.pull(w);
    for (int i = 0; i < v.length; i++) {
      right.add(v[i], pulled[i]);
    }
    double allowed = trial.sample.tolerance() * Math.max(left.magnitude, right.magnitude);
    if (!(Math.abs(left.sum - right.sum) <= allowed)) {
      fail("<w, J v> = " + left.sum + " by pushforward, <J' w, v> = " + right.sum + " by pullback");
    }
  }

  /** J(2u − v/2) = 2 J u − J v / 2. */
  static void linear(Trial trial) {
    Tensor[] u = trial.drawTangents();
    Tensor[] v = trial.drawTangents();
    Tensor[] mixed = new Tensor[u.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = u[i].times(2).minus(v[i].times(0.5));
    }
    Tensor apart = trial.push(u).times(2).minus(trial.push(v).times(0.5));
    assertClose(apart, trial.push(mixed), trial.sample.tolerance(), "J(2u - v/2)");
  }

  static void firstOrder(Trial trial) {
    @Nullable Tensor[] directions = trial.drawDirections();
    try (Duals duals = new Duals()) {
      Tensor result = trial.primitive.apply(trial.moving(duals, directions));
      Differences.assertDerivative(
          step -> trial.primitive.apply(trial.moved(directions, step)),
          duals.tangent(result),
          "pushforward");
    }
  }

  static void pushforwardIsDifferentiable(Trial trial) {
    @Nullable Tensor[] directions = trial.drawDirections();
    Tensor[] tangents = trial.drawTangents();
    try (Duals duals = new Duals()) {
      Tensor pushed = trial.pushAt(trial.moving(duals, directions), tangents);
      Differences.assertDerivative(
          step -> trial.pushAt(trial.moved(directions, step), tangents),
          duals.tangent(pushed),
          "derivative of the pushforward");
    }
  }

  static void pullbackIsDifferentiable(Trial trial) {
    @Nullable Tensor[] directions = trial.drawDirections();
    Tensor cotangent = trial.drawCotangent();
    try (Duals duals = new Duals()) {
      Tensor[] pulled = trial.pullAt(trial.moving(duals, directions), cotangent);
      for (int i = 0; i < pulled.length; i++) {
        int operand = i;
        Differences.assertDerivative(
            step -> trial.pullAt(trial.moved(directions, step), cotangent)[operand],
            duals.tangent(pulled[i]),
            "derivative of the pullback for operand " + i);
      }
    }
  }

  static void constantsHaveNoDerivative(Trial trial) {
    Tensor[] inputs = trial.inputs();
    for (int i = 0; i < inputs.length; i++) {
      if (!trial.sample.differentiable().contains(i)) {
        @Nullable Tensor[] directions = new @Nullable Tensor[inputs.length];
        directions[i] = trial.draws.relativeTo(inputs[i]);
        try (Duals duals = new Duals()) {
          Tensor result = trial.primitive.apply(trial.moving(duals, directions));
          assertTrue(
              duals.tangent(result).isKnownZero(),
              "input " + i + " counts as a constant, but the result moves with it");
        }
      }
    }
  }

  static void linearizeAgrees(Trial trial) {
    Linearized at = trial.primitive.linearize(trial.operands.clone());
    assertClose(trial.result, at.value(), trial.sample.tolerance(), "value by linearize");
    Tensor[] tangents = trial.drawTangents();
    Tensor pushed = Trial.filled(at.differential().pushforward(tangents), trial.result.shape());
    assertClose(trial.push(tangents), pushed, trial.sample.tolerance(), "pushforward by linearize");
  }

  /** A sum of products and the sum of their magnitudes, by which its rounding is measured. */
  private static final class Sum {
    double sum;
    double magnitude;

    void add(Tensor a, Tensor b) {
      double[] x = a.toArray();
      double[] y = b.toArray();
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * y[i];
        magnitude += Math.abs(x[i] * y[i]);
      }
    }
  }
}
