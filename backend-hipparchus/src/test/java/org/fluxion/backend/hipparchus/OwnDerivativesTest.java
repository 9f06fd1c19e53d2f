package org.fluxion.backend.hipparchus;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.backend.hipparchus.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.CustomRule;
import org.fluxion.DifferentiateWith;
import org.fluxion.OpaqueFunction;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Elementwise;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Primitives that bring a derivative along keep it. */
class OwnDerivativesTest {
  private static final Backend B = new HipparchusBackend(2);
  private static final Backend REVERSE = Backends.named("reverse");
  private static final Tensor X = Tensor.vector(0.7, -0.4, 1.3);
  private static final Tensor V = Tensor.vector(1.1, 0.3, -0.6);

  /** A cube that is called sine: names alone must not decide. */
  private record Cube() implements Elementwise {
    @Override
    public String name() {
      return "sin";
    }

    @Override
    public void loop(double[][] operands, double[] result) {
      for (int i = 0; i < result.length; i++) {
        result[i] = operands[0][i] * operands[0][i] * operands[0][i];
      }
    }

    @Override
    public Tensor partial(int operand, Tensor[] operands, Tensor result) {
      return operands[0].square().times(3);
    }
  }

  /** The same, which says itself by simpler primitives and has no derivative of its own. */
  private record Expanding() implements Primitive {
    @Override
    public String name() {
      return "expanding";
    }

    @Override
    public Shape shape(Shape... operands) {
      return operands[0];
    }

    @Override
    public Tensor evaluate(Tensor... operands) {
      return expand(operands);
    }

    @Override
    public Tensor expand(Tensor... operands) {
      return operands[0].times(operands[0]).times(operands[0]);
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      throw new AssertionError("it expands");
    }
  }

  @Test
  void aNameOfTheLibraryOnSomebodysPrimitiveMeansNothing() {
    assertCubed(x -> new Cube().apply(x));
  }

  @Test
  void primitivesThatExpandAreTakenApart() {
    TensorFunction f = x -> new Expanding().apply(x.times(2)).sum();
    assertClose(X.square().times(24), gradient(B, f, X), "gradient");
    assertClose(X.times(48).diag(), hessian(B, f, X), "Hessian");
  }

  @Test
  void customRulesAreHonoured() {
    CustomRule rule =
        CustomRule.of(
            "cube",
            x -> x[0].pow(3),
            (x, t) -> x[0].square().times(3).times(t[0]),
            (x, c) -> new Tensor[] {x[0].square().times(3).times(c)});
    assertCubed(x -> rule.apply(x));
    // A rule that says something else than its value shows that it is asked.
    CustomRule other =
        CustomRule.of(
            "seven", x -> x[0], (x, t) -> t[0].times(7), (x, c) -> new Tensor[] {c.times(7)});
    assertEquals(Tensor.full(7, 3), gradient(B, x -> other.apply(x).sum(), X));
  }

  @Test
  void functionsThatNameABackendAreDifferentiatedByIt() {
    DifferentiateWith<Tensor> inner = DifferentiateWith.of(x -> x.pow(3), REVERSE);
    assertCubed(x -> inner.apply(x));
    OpaqueFunction opaque = OpaqueFunction.scalar(a -> a[0] * a[0] * a[1]);
    DifferentiateWith<Tensor> numeric =
        DifferentiateWith.of(opaque::apply, Backends.named("finite"));
    Tensor got = gradient(B, x -> numeric.apply(x.times(2)), X);
    double[] expected = {16 * 0.7 * -0.4, 8 * 0.49, 0};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], got.get(i).item(), 1e-7); // the accuracy of differences
    }
  }

  /** Σ (2x)³ by the given cube: first and second order, and both ways of nesting. */
  private static void assertCubed(TensorFunction cube) {
    TensorFunction f = x -> cube.apply(x.times(2)).sum();
    assertClose(X.square().times(24), gradient(B, f, X), "gradient");
    assertClose(X.times(48).diag(), hessian(B, f, X), "Hessian");
    assertClose(X.times(48).times(V), hvp(B, f, X, V), "Hessian times vector");
    for (Backend other : new Backend[] {B, REVERSE, Backends.named("forward")}) {
      TensorFunction inside = x -> gradient(B, f, x).sum();
      TensorFunction outside = x -> gradient(other, f, x).sum();
      assertClose(X.times(48), gradient(other, inside, X), "inside " + other);
      assertClose(X.times(48), gradient(B, outside, X), "around " + other);
    }
  }
}
