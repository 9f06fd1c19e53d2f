package org.fluxion.reference;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.secondDerivative;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.conformance.Close.assertClose;
import static org.fluxion.reference.ClosedForms.number;
import static org.fluxion.reference.ClosedForms.tensor;

import java.util.Map;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.FixedParams;
import org.fluxion.ValueAndGradient;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Problems whose values contain gradients, against closed forms, in every pair and every way. */
class NestedClosedFormsTest {
  private static final String WAYS = "ways";

  /**
   * An outer backend, the specification of the inner one, and how the inner gradient is written.
   */
  static Stream<Arguments> ways() {
    return Engine.nested()
        .flatMap(
            e ->
                Stream.of(Way.values())
                    .map(way -> Arguments.of(e.outer().name(), e.inner().name(), way)));
  }

  static Stream<String> secondOrder() {
    return Engine.secondOrder().map(Engine::name);
  }

  @ParameterizedTest
  @MethodSource("secondOrder")
  void ridgeRegressionIsDifferentiatedTwiceThroughSolve(String spec) {
    Backend backend = Backends.named(spec);
    Tensor lam = Ridge.LAM;
    assertClose(tensor(Ridge.NAME, "w"), Ridge.weights(lam), "w");
    assertClose(tensor(Ridge.NAME, "dw_dlam"), derivative(backend, Ridge::weights, lam), "dw/dlam");
    assertClose(number(Ridge.NAME, "L"), Ridge.loss(Ridge.weights(lam)).item(), 1e-10, "L");
    assertClose(
        number(Ridge.NAME, "dL_dlam"),
        derivative(backend, l -> Ridge.loss(Ridge.weights(l)), lam).item(),
        1e-10,
        "dL/dlam");
    assertClose(
        number(Ridge.NAME, "d2L_dlam2"),
        secondDerivative(backend, l -> Ridge.loss(Ridge.weights(l)), lam).item(),
        1e-10,
        "d2L/dlam2");
  }

  @ParameterizedTest
  @MethodSource(WAYS)
  void ridgeRegressionIsDifferentiatedTwiceThroughAnInnerNewtonStep(
      String outer, String inner, Way way) {
    Backend backend = Backends.named(outer);
    Tensor lam = Ridge.LAM;
    assertClose(
        tensor(Ridge.NAME, "w"), Ridge.weightsByNewton(way, inner, lam), "w by inner slopes");
    assertClose(
        tensor(Ridge.NAME, "dw_dlam"),
        derivative(backend, l -> Ridge.weightsByNewton(way, inner, l), lam),
        "dw/dlam");
    assertClose(
        number(Ridge.NAME, "d2L_dlam2"),
        secondDerivative(backend, l -> Ridge.loss(Ridge.weightsByNewton(way, inner, l)), lam)
            .item(),
        1e-10,
        "d2L/dlam2");
  }

  /** At the solution the slope stays 0 whatever lam is; by lam alone it changes by w. */
  @ParameterizedTest
  @MethodSource(WAYS)
  void theInnerOptimumMovesWithItsParameter(String outer, String inner, Way way) {
    Backend backend = Backends.named(outer);
    Tensor w = tensor(Ridge.NAME, "w");
    Tensor byParameter =
        derivative(backend, l -> way.gradient(inner, Ridge::inner, w, l), Ridge.LAM);
    assertClose(w, byParameter, "the slope by lam");
    Tensor along =
        derivative(backend, l -> way.gradient(inner, Ridge::inner, Ridge.weights(l), l), Ridge.LAM);
    assertClose(Tensor.zeros(2), along, "the slope along the solutions");
  }

  @ParameterizedTest
  @MethodSource(WAYS)
  void aStepOfGradientDescentIsDifferentiated(String outer, String inner, Way way) {
    ValueAndGradient<Tensor> both =
        valueAndGradient(
            Backends.named(outer), t -> Maml.loss(way, inner, t, Maml.A, false), Maml.THETA);
    assertClose(number(Maml.NAME, "F"), both.value().item(), 1e-10, "F");
    assertClose(tensor(Maml.NAME, "maml_gradient"), both.gradient(), "gradient");
    Tensor firstOrder =
        gradient(Backends.named(outer), t -> Maml.loss(way, inner, t, Maml.A, true), Maml.THETA);
    assertClose(tensor(Maml.NAME, "fomaml_gradient"), firstOrder, "first-order MAML");
  }

  @ParameterizedTest
  @MethodSource(WAYS)
  void aStepOfGradientDescentIsDifferentiatedByTheTasksAndTwice(
      String outer, String inner, Way way) {
    Backend backend = Backends.named(outer);
    Tensor byTasks = gradient(backend, a -> Maml.loss(way, inner, Maml.THETA, a, false), Maml.A);
    for (int i = 0; i < 2; i++) {
      Tensor expected = Maml.curvature(i).matmul(Maml.A.get(i).minus(Maml.THETA));
      assertClose(expected, byTasks.get(i), "gradient by the optimum of task " + i);
    }
    assertClose(
        Maml.curvature(0).plus(Maml.curvature(1)),
        hessian(backend, t -> Maml.loss(way, inner, t, Maml.A, false), Maml.THETA),
        "Hessian by theta");
  }

  /** p²/2 + g (1 − cos q) of z = (q, p). */
  private static Tensor hamiltonian(Tensor z, Tensor g) {
    return z.get(1).square().times(0.5).plus(g.times(z.get(0).cos().unaryMinus().plus(1)));
  }

  private static Tensor field(Way way, String inner, Tensor z, Tensor g) {
    Tensor slope = way.gradient(inner, NestedClosedFormsTest::hamiltonian, z, g);
    return Tensor.stack(0, slope.get(1), slope.get(0).unaryMinus());
  }

  @ParameterizedTest
  @MethodSource(WAYS)
  void aPendulumMovesByHamiltonsEquations(String outer, String inner, Way way) {
    String name = "hamiltonian_pendulum";
    Tensor z = tensor(name, "z");
    Tensor g = Tensor.scalar(9.81);
    Backend backend = Backends.named(outer);
    assertClose(number(name, "H_value"), hamiltonian(z, g).item(), 1e-10, "H");
    assertClose(
        tensor(name, "grad"),
        way.gradient(inner, NestedClosedFormsTest::hamiltonian, z, g),
        "gradient");
    assertClose(tensor(name, "symplectic_field"), field(way, inner, z, g), "field");
    Tensor jacobian = jacobian(backend, p -> field(way, inner, p, g), z);
    assertClose(tensor(name, "field_jacobian"), jacobian, "Jacobian of the field");
    assertClose(number(name, "divergence"), jacobian.trace().item(), 1e-10, "divergence");
    assertClose(
        Tensor.vector(0, -Math.sin(z.get(0).item())),
        derivative(backend, h -> field(way, inner, z, h), g),
        "the field by g");
  }

  @ParameterizedTest
  @MethodSource(WAYS)
  void theRowsOfAJacobianRegulariseANet(String outer, String inner, Way way) {
    Tensor x = tensor(RegularisedNet.NAME, "x");
    ValueAndGradient<Tensor> both =
        valueAndGradient(
            Backends.named(outer),
            p -> RegularisedNet.byRows(way, inner, x, p),
            RegularisedNet.flat(RegularisedNet.PARAMETERS));
    assertClose(number(RegularisedNet.NAME, "R"), both.value().item(), 1e-10, "R");
    Map<String, Tensor> expected =
        Map.of(
            "W1", tensor(RegularisedNet.NAME, "dW1"),
            "b1", tensor(RegularisedNet.NAME, "db1"),
            "w2", tensor(RegularisedNet.NAME, "dw2"));
    assertClose(RegularisedNet.flat(expected), both.gradient(), "dR");
  }

  static Stream<Arguments> pairs() {
    return Engine.nested()
        .flatMap(
            e ->
                Stream.of("", "(nested=off)")
                    .map(off -> Arguments.of(e.outer().name(), e.inner().name() + off)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aJacobianRegularisesANet(String outer, String inner) {
    Tensor x = tensor(RegularisedNet.NAME, "x");
    Map<String, Tensor> g =
        gradient(
            Backends.named(outer),
            ps ->
                jacobian(
                        Backends.named(inner),
                        new FixedParams<Tensor, Map<String, Tensor>>(RegularisedNet::apply, ps),
                        x)
                    .square()
                    .sum(),
            RegularisedNet.PARAMETERS);
    assertClose(tensor(RegularisedNet.NAME, "dW1"), g.get("W1"), "dW1");
    assertClose(tensor(RegularisedNet.NAME, "db1"), g.get("b1"), "db1");
    assertClose(tensor(RegularisedNet.NAME, "dw2"), g.get("w2"), "dw2");
  }
}
