package org.fluxion.conformance;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.gradientAndHvp;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.laplacian;
import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.Derivatives.prepareHessian;
import static org.fluxion.Derivatives.prepareHvp;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.Derivatives.valueGradientAndHessian;
import static org.fluxion.conformance.InnerCall.flat;

import java.util.stream.Stream;
import org.fluxion.GradientAndHvp;
import org.fluxion.ValueGradientAndHessian;
import org.fluxion.tensor.Tensor;

/** Operators of scalar functions, applied to s(x, p) = Σ sin(p x) + (p·x)²/2. */
final class ScalarCalls {
  static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);

  private ScalarCalls() {}

  static Stream<InnerCall> all() {
    return Stream.concat(gradients(), hessians());
  }

  private static Stream<InnerCall> gradients() {
    return Stream.of(
        call(1, "gradient", (b, f, x, v) -> gradient(b, f, x), (x, p, v) -> slope(x, p)),
        call(
            1,
            "prepared gradient",
            (b, f, x, v) -> prepareGradient(b, f, X).at(x),
            (x, p, v) -> slope(x, p)),
        call(
            1,
            "valueAndGradient",
            (b, f, x, v) -> flat(valueAndGradient(b, f, x)),
            (x, p, v) -> flat(s(x, p), slope(x, p))),
        call(
            1,
            "prepared gradient with value",
            (b, f, x, v) -> flat(prepareGradient(b, f, X).withValueAt(x)),
            (x, p, v) -> flat(s(x, p), slope(x, p))),
        call(2, "hvp", (b, f, x, v) -> hvp(b, f, x, v), ScalarCalls::product),
        call(2, "prepared hvp", (b, f, x, v) -> prepareHvp(b, f, X).at(x, v), ScalarCalls::product),
        call(
            2,
            "gradientAndHvp",
            (b, f, x, v) -> both(gradientAndHvp(b, f, x, v)),
            (x, p, v) -> flat(slope(x, p), product(x, p, v))),
        call(
            2,
            "prepared hvp with gradient",
            (b, f, x, v) -> both(prepareHvp(b, f, X).withGradientAt(x, v)),
            (x, p, v) -> flat(slope(x, p), product(x, p, v))));
  }

  private static Stream<InnerCall> hessians() {
    return Stream.of(
        call(
            2,
            "hessian",
            (b, f, x, v) -> hessian(b, f, x).flatten(),
            (x, p, v) -> curvature(x, p).flatten()),
        call(
            2,
            "prepared hessian",
            (b, f, x, v) -> prepareHessian(b, f, X).at(x).flatten(),
            (x, p, v) -> curvature(x, p).flatten()),
        call(
            2,
            "valueGradientAndHessian",
            (b, f, x, v) -> three(valueGradientAndHessian(b, f, x)),
            (x, p, v) -> flat(s(x, p), slope(x, p), curvature(x, p))),
        call(
            2,
            "prepared hessian with value",
            (b, f, x, v) -> three(prepareHessian(b, f, X).withValueAt(x)),
            (x, p, v) -> flat(s(x, p), slope(x, p), curvature(x, p))),
        call(
            2,
            "laplacian",
            (b, f, x, v) -> flat(laplacian(b, f, x)),
            (x, p, v) -> flat(curvature(x, p).trace())));
  }

  private static InnerCall call(
      int order, String name, InnerCall.Operator by, InnerCall.ClosedForm closed) {
    return new InnerCall(name, order, ScalarCalls::s, X, by, closed);
  }

  private static Tensor both(GradientAndHvp<Tensor> both) {
    return flat(both.gradient(), both.hvp());
  }

  private static Tensor three(ValueGradientAndHessian three) {
    return flat(three.value(), three.gradient(), three.hessian());
  }

  private static Tensor s(Tensor x, Tensor p) {
    return x.times(p).sin().sum().plus(p.dot(x).square().times(0.5));
  }

  private static Tensor slope(Tensor x, Tensor p) {
    return p.times(x.times(p).cos()).plus(p.times(p.dot(x)));
  }

  private static Tensor product(Tensor x, Tensor p, Tensor v) {
    return p.times(p.dot(v)).minus(p.square().times(x.times(p).sin()).times(v));
  }

  private static Tensor curvature(Tensor x, Tensor p) {
    return p.outer(p).minus(Tensor.eye(3).times(p.square().times(x.times(p).sin())));
  }
}
