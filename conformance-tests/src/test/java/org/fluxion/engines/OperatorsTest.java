package org.fluxion.engines;

import static org.fluxion.Derivatives.batchedJacobian;
import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.gradientAndHvp;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.laplacian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.Derivatives.secondDerivative;
import static org.fluxion.Derivatives.valueAndDerivative;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.Derivatives.valueAndGradientWithAux;
import static org.fluxion.Derivatives.valueAndJacobian;
import static org.fluxion.Derivatives.valueAndPullback;
import static org.fluxion.Derivatives.valueAndPushforward;
import static org.fluxion.Derivatives.valueGradientAndHessian;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fluxion.GradientAndHvp;
import org.fluxion.TensorFunction;
import org.fluxion.ValueAndDerivative;
import org.fluxion.ValueAndGradient;
import org.fluxion.ValueAndJacobian;
import org.fluxion.ValueAndPullback;
import org.fluxion.ValueAndPushforward;
import org.fluxion.ValueGradientAndAux;
import org.fluxion.ValueGradientAndHessian;
import org.fluxion.WithAux;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator of every backend against closed forms. */
class OperatorsTest {
  private static final String ALL = "org.fluxion.engines.Engines#all";

  private static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);
  private static final Tensor V = Tensor.vector(-0.5, 2, 1.5);

  /** x₀³ + x₁³ + x₂³ + x₀ x₁. */
  private static final TensorFunction CUBIC = x -> x.pow(3).sum().plus(x.get(0).times(x.get(1)));

  private static final Tensor CUBIC_VALUE = Tensor.scalar(0.343 - 1.728 + 0.064 + 0.7 * -1.2);
  private static final Tensor CUBIC_GRADIENT =
      Tensor.vector(3 * 0.49 - 1.2, 3 * 1.44 + 0.7, 3 * 0.16);
  private static final Tensor CUBIC_HESSIAN =
      Tensor.matrix(new double[][] {{4.2, 1, 0}, {1, -7.2, 0}, {0, 0, 2.4}});
  private static final Tensor CUBIC_HVP = Tensor.vector(4.2 * -0.5 + 2, -0.5 - 7.2 * 2, 2.4 * 1.5);

  /** Four results of three inputs. */
  private static final TensorFunction TALL =
      x -> Tensor.stack(0, x.get(0).times(x.get(1)), x.get(2).sin(), x.get(0).exp(), x.get(1));

  private static final Tensor TALL_JACOBIAN =
      Tensor.matrix(
          new double[][] {{-1.2, 0.7, 0}, {0, 0, Math.cos(0.4)}, {Math.exp(0.7), 0, 0}, {0, 1, 0}});

  @ParameterizedTest
  @MethodSource(ALL)
  void derivativeIsLikeTheValue(String spec) {
    TensorFunction f = t -> Tensor.stack(0, t.sin(), t.exp()).outer(Tensor.vector(1, 2, 3));
    Tensor expected = Tensor.vector(Math.cos(0.3), Math.exp(0.3)).outer(Tensor.vector(1, 2, 3));
    double tolerance = Tolerances.first(spec);
    assertClose(expected, derivative(Engines.named(spec), f, 0.3), tolerance, "of a double");
    ValueAndDerivative both = valueAndDerivative(Engines.named(spec), f, Tensor.scalar(0.3));
    assertClose(expected, both.derivative(), tolerance, "with value");
    assertEquals(f.apply(Tensor.scalar(0.3)), both.value());
    assertEquals(both.value(), valueAndDerivative(Engines.named(spec), f, 0.3).value());
    assertClose(
        expected, derivative(Engines.named(spec), f, Tensor.scalar(0.3)), tolerance, "of a tensor");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void secondDerivativeIsLikeTheValue(String spec) {
    TensorFunction f = t -> Tensor.stack(0, t.sin(), t.exp());
    Tensor expected = Tensor.vector(-Math.sin(0.3), Math.exp(0.3));
    double tolerance = Tolerances.second(spec);
    assertClose(expected, secondDerivative(Engines.named(spec), f, 0.3), tolerance, "f''");
    assertClose(
        expected, secondDerivative(Engines.named(spec), f, Tensor.scalar(0.3)), tolerance, "f''");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void gradientIsLikeX(String spec) {
    double tolerance = Tolerances.first(spec);
    assertClose(CUBIC_GRADIENT, gradient(Engines.named(spec), CUBIC, X), tolerance, "vector");
    ValueAndGradient<Tensor> both = valueAndGradient(Engines.named(spec), CUBIC, X);
    assertClose(CUBIC_GRADIENT, both.gradient(), tolerance, "with value");
    assertClose(CUBIC_VALUE, both.value(), "value");
    Tensor box = Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);
    assertClose(
        box.times(2), gradient(Engines.named(spec), x -> x.square().sum(), box), tolerance, "box");
    assertClose(
        Tensor.scalar(0.5),
        gradient(Engines.named(spec), Tensor::log, Tensor.scalar(2)),
        tolerance,
        "scalar");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void gradientWithParametersIsWithRespectToX(String spec) {
    Tensor g = gradient(Engines.named(spec), (x, p) -> x.times(p).square().sum(), X, V);
    assertClose(X.times(V.square()).times(2), g, Tolerances.first(spec), "gradient");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void whatComesWithTheValueIsHandedOut(String spec) {
    ValueGradientAndAux<Tensor, Tensor> all =
        valueAndGradientWithAux(
            Engines.named(spec), (Tensor x) -> new WithAux<>(CUBIC.apply(x), x.times(2)), X);
    assertClose(CUBIC_GRADIENT, all.gradient(), Tolerances.first(spec), "gradient");
    assertClose(CUBIC_VALUE, all.value(), "value");
    // Differences call f at points nearby, and the last call counts.
    assertClose(X.times(2), all.aux(), Math.max(1e-10, 1e4 * Tolerances.first(spec)), "aux");
    assertEquals(all.aux(), all.aux().plus(0), "free of the derivative");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void jacobianIsResultsByInputs(String spec) {
    double tolerance = Tolerances.first(spec);
    assertClose(TALL_JACOBIAN, jacobian(Engines.named(spec), TALL, X), tolerance, "tall");
    ValueAndJacobian both = valueAndJacobian(Engines.named(spec), TALL, X);
    assertClose(TALL_JACOBIAN, both.jacobian(), tolerance, "with value");
    assertClose(TALL.apply(X), both.value(), "value");
    TensorFunction wide = x -> TALL.apply(x).slice(0, 0, 2);
    assertClose(
        TALL_JACOBIAN.slice(0, 0, 2), jacobian(Engines.named(spec), wide, X), tolerance, "wide");
    assertClose(
        CUBIC_GRADIENT.reshape(1, 3), jacobian(Engines.named(spec), CUBIC, X), tolerance, "row");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void jacobianFlattensRowMajor(String spec) {
    Tensor a = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor j = jacobian(Engines.named(spec), Tensor::transpose, a);
    double[][] permutation = new double[6][6];
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 3; k++) {
        permutation[2 * k + i][3 * i + k] = 1;
      }
    }
    assertClose(Tensor.matrix(permutation), j, Tolerances.first(spec), "transpose");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void jacobianWithParametersIsWithRespectToX(String spec) {
    Tensor j = jacobian(Engines.named(spec), (x, p) -> x.times(p), X, V);
    assertClose(Tensor.eye(3).times(V), j, Tolerances.first(spec), "a diagonal of parameters");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void batchedJacobianHasOneMatrixForEachRow(String spec) {
    Tensor rows = Tensor.stack(0, X, V, X.minus(V), X.times(2));
    TensorFunction wide =
        x -> {
          Tensor first = x.slice(1, 0, 1);
          return Tensor.concat(1, first.times(x.slice(1, 1, 2)), x.slice(1, 2, 3).sin());
        };
    TensorFunction tall = x -> Tensor.concat(1, wide.apply(x), x.exp());
    Tensor[] wideRows = new Tensor[4];
    Tensor[] tallRows = new Tensor[4];
    for (int i = 0; i < 4; i++) {
      double[] x = rows.get(i).toArray();
      wideRows[i] = Tensor.matrix(new double[][] {{x[1], x[0], 0}, {0, 0, Math.cos(x[2])}});
      Tensor exp = Tensor.eye(3).times(rows.get(i).exp());
      tallRows[i] = Tensor.concat(0, wideRows[i], exp);
    }
    double tolerance = Tolerances.first(spec);
    assertClose(
        Tensor.stack(0, wideRows),
        batchedJacobian(Engines.named(spec), wide, rows),
        tolerance,
        "2 by 3");
    assertClose(
        Tensor.stack(0, tallRows),
        batchedJacobian(Engines.named(spec), tall, rows),
        tolerance,
        "5 by 3");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void pushforwardIsLikeTheValue(String spec) {
    double tolerance = Tolerances.first(spec);
    Tensor expected = TALL_JACOBIAN.matmul(V);
    assertClose(expected, pushforward(Engines.named(spec), TALL, X, V), tolerance, "J v");
    ValueAndPushforward both = valueAndPushforward(Engines.named(spec), TALL, X, V);
    assertClose(expected, both.tangent(), tolerance, "with value");
    assertClose(TALL.apply(X), both.value(), "value");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void pullbackIsLikeX(String spec) {
    double tolerance = Tolerances.first(spec);
    Tensor w = Tensor.vector(1, -2, 0.5, 3);
    Tensor expected = w.matmul(TALL_JACOBIAN);
    assertClose(expected, pullback(Engines.named(spec), TALL, X, w), tolerance, "J' w");
    ValueAndPullback<Tensor> both = valueAndPullback(Engines.named(spec), TALL, X, w);
    assertClose(expected, both.cotangent(), tolerance, "with value");
    assertClose(TALL.apply(X), both.value(), "value");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void hvpIsLikeX(String spec) {
    double tolerance = Tolerances.second(spec);
    assertClose(CUBIC_HVP, hvp(Engines.named(spec), CUBIC, X, V), tolerance, "H v");
    GradientAndHvp<Tensor> both = gradientAndHvp(Engines.named(spec), CUBIC, X, V);
    assertClose(CUBIC_HVP, both.hvp(), tolerance, "with gradient");
    assertClose(CUBIC_GRADIENT, both.gradient(), Tolerances.first(spec), "gradient");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void hessianIsSquare(String spec) {
    double tolerance = Tolerances.second(spec);
    assertClose(CUBIC_HESSIAN, hessian(Engines.named(spec), CUBIC, X), tolerance, "H");
    ValueGradientAndHessian all = valueGradientAndHessian(Engines.named(spec), CUBIC, X);
    assertClose(CUBIC_HESSIAN, all.hessian(), tolerance, "with gradient");
    assertClose(CUBIC_GRADIENT, all.gradient(), Tolerances.first(spec), "gradient");
    assertClose(CUBIC_VALUE, all.value(), "value");
    Tensor square = X.slice(0, 0, 2).outer(Tensor.ones(2));
    Tensor ofMatrix = hessian(Engines.named(spec), x -> x.transpose().times(x).sum(), square);
    Tensor expected =
        Tensor.matrix(new double[][] {{2, 0, 0, 0}, {0, 0, 2, 0}, {0, 2, 0, 0}, {0, 0, 0, 2}});
    assertClose(expected, ofMatrix, tolerance, "of a matrix, row-major");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void laplacianIsTheTrace(String spec) {
    assertClose(
        Tensor.scalar(4.2 - 7.2 + 2.4),
        laplacian(Engines.named(spec), CUBIC, X),
        Tolerances.second(spec),
        "laplacian");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void whatDoesNotDependOnXHasDerivativesOfTheRightShape(String spec) {
    TensorFunction one = x -> Tensor.scalar(1);
    Tensor x = Tensor.vector(0.3, 0.4);
    assertEquals(Tensor.scalar(0), derivative(Engines.named(spec), one, 0.3));
    assertEquals(Tensor.scalar(0), secondDerivative(Engines.named(spec), one, 0.3));
    assertEquals(Tensor.zeros(2), gradient(Engines.named(spec), one, x));
    assertEquals(Tensor.zeros(3, 2), jacobian(Engines.named(spec), y -> Tensor.ones(3), x));
    assertEquals(Tensor.zeros(3), pushforward(Engines.named(spec), y -> Tensor.ones(3), x, x));
    assertEquals(
        Tensor.zeros(2), pullback(Engines.named(spec), y -> Tensor.ones(3), x, Tensor.ones(3)));
    assertEquals(Tensor.zeros(2), hvp(Engines.named(spec), one, x, x));
    assertEquals(Tensor.zeros(2, 2), hessian(Engines.named(spec), one, x));
    assertEquals(Tensor.scalar(0), laplacian(Engines.named(spec), one, x));
    assertEquals(
        Tensor.zeros(2, 1, 2),
        batchedJacobian(Engines.named(spec), y -> Tensor.ones(2, 1), Tensor.ones(2, 2)));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void linearFunctionsHaveNoSecondDerivative(String spec) {
    Tensor h = hessian(Engines.named(spec), x -> x.times(0).sum(), X);
    assertEquals(Tensor.zeros(3, 3), h.abs());
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anEmptyXHasEmptyDerivatives(String spec) {
    Tensor empty = Tensor.zeros(0);
    TensorFunction sum = x -> x.square().sum();
    assertEquals(Tensor.zeros(0), gradient(Engines.named(spec), sum, empty));
    assertEquals(Tensor.zeros(0, 0), jacobian(Engines.named(spec), Tensor::sin, empty));
    assertEquals(Tensor.zeros(2, 0), jacobian(Engines.named(spec), x -> Tensor.ones(2), empty));
    assertEquals(Tensor.zeros(0, 0), hessian(Engines.named(spec), sum, empty));
    assertEquals(Tensor.scalar(0), laplacian(Engines.named(spec), sum, empty));
    assertEquals(Tensor.zeros(0), hvp(Engines.named(spec), sum, empty, empty));
    assertEquals(
        Tensor.zeros(0, 2, 2),
        batchedJacobian(Engines.named(spec), Tensor::sin, Tensor.zeros(0, 2)));
  }
}
