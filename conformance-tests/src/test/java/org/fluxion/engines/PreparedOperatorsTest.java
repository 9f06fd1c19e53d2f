package org.fluxion.engines;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.Derivatives.prepareHessian;
import static org.fluxion.Derivatives.prepareHvp;
import static org.fluxion.Derivatives.prepareJacobian;
import static org.fluxion.Derivatives.preparePullback;
import static org.fluxion.Derivatives.preparePushforward;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fluxion.Backend;
import org.fluxion.FluxionException;
import org.fluxion.PreparedGradient;
import org.fluxion.PreparedGradientWithParams;
import org.fluxion.PreparedHessian;
import org.fluxion.PreparedHvp;
import org.fluxion.PreparedJacobian;
import org.fluxion.ShapeMismatchException;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prepared at one point and run at others, prepared operators give what the operators give. */
class PreparedOperatorsTest {
  private static final String ALL = "org.fluxion.engines.Engines#all";
  private static final Tensor LIKE = Tensor.zeros(3);
  private static final Tensor[] POINTS = {
    Tensor.vector(0.7, -1.2, 0.4), Tensor.vector(-2, 0.1, 3), Tensor.vector(0.7, -1.2, 0.4)
  };
  private static final Tensor V = Tensor.vector(1, -2, 0.5);

  /** A branch on a value, so that a recording of one path cannot serve all points. */
  private static final TensorFunction BRANCHING =
      x -> x.get(1).isGreaterThan(0) ? x.square().sum() : x.pow(3).sum();

  private static Tensor slope(Tensor x) {
    return x.get(1).isGreaterThan(0) ? x.times(2) : x.square().times(3);
  }

  private static Tensor curvature(Tensor x) {
    return x.get(1).isGreaterThan(0) ? Tensor.full(2, 3) : x.times(6);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void gradients(String spec) {
    PreparedGradient<Tensor> prepared = prepareGradient(Engines.named(spec), BRANCHING, LIKE);
    for (Tensor x : POINTS) {
      assertClose(slope(x), prepared.at(x), Tolerances.first(spec), "at");
      assertClose(
          slope(x), prepared.withValueAt(x).gradient(), Tolerances.first(spec), "withValueAt");
      assertClose(BRANCHING.apply(x), prepared.withValueAt(x).value(), "value");
      double[] array = x.toArray();
      double[] gradient = {9, 9, 9};
      double value = prepared.into(array, gradient);
      assertClose(slope(x), Tensor.vector(gradient), Tolerances.first(spec), "into");
      assertClose(BRANCHING.apply(x).item(), value, 1e-10, "value");
      assertArrayEquals(x.toArray(), array, "the point is left as it was");
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void gradientsWithParameters(String spec) {
    PreparedGradientWithParams<Tensor, Tensor> prepared =
        prepareGradient(
            Engines.named(spec), (x, p) -> x.times(p).square().sum(), LIKE, Tensor.zeros(3));
    for (Tensor x : POINTS) {
      for (Tensor p : POINTS) {
        Tensor expected = p.square().times(x).times(2);
        assertClose(expected, prepared.at(x, p), Tolerances.first(spec), "at");
        assertClose(
            expected, prepared.withValueAt(x, p).gradient(), Tolerances.first(spec), "with value");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void jacobians(String spec) {
    PreparedJacobian prepared =
        prepareJacobian(Engines.named(spec), x -> x.square().slice(0, 0, 2), LIKE);
    for (Tensor x : POINTS) {
      Tensor expected = Tensor.eye(3).times(x.times(2)).slice(0, 0, 2);
      assertClose(expected, prepared.at(x), Tolerances.first(spec), "at");
      assertClose(
          expected, prepared.withValueAt(x).jacobian(), Tolerances.first(spec), "withValueAt");
      double[] value = new double[2];
      double[] jacobian = new double[6];
      prepared.into(x.toArray(), value, jacobian);
      assertClose(expected.flatten(), Tensor.vector(jacobian), Tolerances.first(spec), "into");
      assertClose(x.square().slice(0, 0, 2), Tensor.vector(value), "value");
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void hessiansAndTheirProducts(String spec) {
    Backend backend = Engines.named(spec);
    PreparedHessian hessian = prepareHessian(backend, BRANCHING, LIKE);
    PreparedHvp<Tensor> hvp = prepareHvp(backend, BRANCHING, LIKE);
    double tolerance = Tolerances.second(spec);
    for (Tensor x : POINTS) {
      Tensor expected = Tensor.eye(3).times(curvature(x));
      assertClose(expected, hessian.at(x), tolerance, "Hessian");
      assertClose(expected, hessian.withValueAt(x).hessian(), tolerance, "with value");
      assertClose(curvature(x).times(V), hvp.at(x, V), tolerance, "product");
      assertClose(curvature(x).times(V), hvp.withGradientAt(x, V).hvp(), tolerance, "product");
      assertClose(
          slope(x), hvp.withGradientAt(x, V).gradient(), Tolerances.first(spec), "gradient");
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void pushforwardsAndPullbacks(String spec) {
    Backend backend = Engines.named(spec);
    TensorFunction f = x -> x.square().times(V);
    for (Tensor x : POINTS) {
      Tensor expected = x.times(V).times(V).times(2);
      assertClose(
          expected,
          preparePushforward(backend, f, LIKE).at(x, V),
          Tolerances.first(spec),
          "pushforward");
      assertClose(
          expected, preparePullback(backend, f, LIKE).at(x, V), Tolerances.first(spec), "pullback");
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anotherShapeIsRefusedShowingBoth(String spec) {
    Backend backend = Engines.named(spec);
    PreparedGradient<Tensor> prepared = prepareGradient(backend, BRANCHING, LIKE);
    ShapeMismatchException e =
        assertThrows(ShapeMismatchException.class, () -> prepared.at(Tensor.zeros(4)));
    assertMessage(e, "gradient", backend.name(), "prepared: [3]", "given: [4]");
    FluxionException short1 =
        assertThrows(
            ShapeMismatchException.class, () -> prepared.into(new double[2], new double[3]));
    assertMessage(short1, "array x: prepared for 3 elements, given 2");
    FluxionException short2 =
        assertThrows(
            ShapeMismatchException.class, () -> prepared.into(new double[3], new double[2]));
    assertMessage(short2, "array gradient: prepared for 3 elements, given 2");
    PreparedGradientWithParams<Tensor, Tensor> withParameters =
        prepareGradient(backend, (x, p) -> x.times(p).sum(), LIKE, LIKE);
    FluxionException other =
        assertThrows(ShapeMismatchException.class, () -> withParameters.at(LIKE, Tensor.zeros(1)));
    assertMessage(other, "parameters", "prepared: [3]", "given: [1]");
  }

  private static void assertMessage(FluxionException e, String... parts) {
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), () -> part + " is not in: " + e.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aPreparedOperatorInsideADerivativeIsDifferentiated(String spec) {
    Backend backend = Engines.named(spec);
    PreparedGradient<Tensor> prepared = prepareGradient(backend, x -> x.pow(3).sum(), LIKE);
    Tensor g = gradient(backend, x -> prepared.at(x).dot(V), POINTS[0]);
    assertClose(POINTS[0].times(V).times(6), g, "gradient of 3 x² · v");
    assertEquals(3, g.size());
  }
}
