package org.fluxion.conformance;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;

import java.util.List;
import java.util.Map;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.TensorFunction;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;

/** Family 6: the smallest shapes, and functions in which something is missing. */
final class EdgeRules {
  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9);
  private static final Tensor EMPTY = Tensor.zeros(0);

  private EdgeRules() {}

  /** A function that uses its argument more than once, and its derivative at X by hand. */
  private record Twice(String name, TensorFunction f, Tensor derivative) {}

  static List<Rule> all() {
    return List.of(
        Rule.once(
            "B6.1",
            "empty tensors have empty derivatives",
            "A batch of no rows and a layer of no units happen at the edges of programs.",
            "a vector without elements",
            EdgeRules::empty),
        Rule.once(
            "B6.2",
            "scalars are tensors of rank 0",
            "A number comes back as a number, and not as a vector of length 1.",
            "x³ at 2",
            EdgeRules::rankZero),
        Rule.once(
            "B6.3",
            "an argument that is not used has derivative zero",
            "Zeros of its shape, never null: optimisers add them to parameters.",
            "one of two arguments",
            EdgeRules::unused),
        Rule.once(
            "B6.4",
            "a value that does not depend on x has derivative zero",
            "Zeros of the right shape from every operator.",
            "a constant matrix",
            EdgeRules::independent),
        Rule.each(
            "B6.5",
            "a value that is used twice counts twice",
            "Contributions of all uses are added up.",
            List.of(
                new Twice("x + x", x -> x.plus(x), Tensor.full(2, 3)),
                new Twice("x · x", x -> x.times(x), X.times(2)),
                new Twice("sin x + cos x", x -> x.sin().plus(x.cos()), X.cos().minus(X.sin())),
                new Twice("a product of two uses", EdgeRules::twoUses, slopeOfTwoUses())),
            Twice::name,
            EdgeRules::twice),
        Rule.once(
            "B6.6",
            "the identity has the identity",
            "A function may return its argument as it is.",
            "x itself",
            EdgeRules::identity),
        Rule.once(
            "B6.7",
            "several inputs and several results go together",
            "Backends see structures as several tensors; each result has its own derivative by each"
                + " input.",
            "two inputs, three results",
            EdgeRules::several),
        Rule.once(
            "B6.8",
            "a zero tangent gives a zero derivative",
            "Also where an engine takes a shortcut for zeros.",
            "zeros both ways",
            EdgeRules::zeroTangent));
  }

  private static void empty(Subject s) {
    Backend b = s.backend();
    Differentiable<Tensor> sum = x -> x.square().sum();
    exactly(EMPTY, gradient(b, sum, EMPTY), "gradient", EMPTY);
    exactly(EMPTY, pushforward(b, x -> x.sin(), EMPTY, EMPTY), "pushforward", EMPTY);
    exactly(EMPTY, pullback(b, x -> x.sin(), EMPTY, EMPTY), "pullback", EMPTY);
    exactly(Tensor.zeros(0, 0), jacobian(b, x -> x.sin(), EMPTY), "jacobian", EMPTY);
    exactly(Tensor.zeros(0, 3), jacobian(b, x -> x.slice(0, 0, 0), X), "jacobian", X);
    if (s.capabilities().highestOrder() >= 2) {
      exactly(Tensor.zeros(0, 0), hessian(b, sum, EMPTY), "hessian", EMPTY);
    }
  }

  private static void rankZero(Subject s) {
    Tensor x = Tensor.scalar(2);
    Differentiable<Tensor> cube = t -> t.times(t).times(t);
    close(s, 1, Tensor.scalar(12), gradient(s.backend(), cube, x), "gradient", x);
    close(
        s, 1, Tensor.scalar(12), pushforward(s.backend(), cube, x, Tensor.scalar(1)), "tangent", x);
    close(
        s, 1, Tensor.scalar(12), pullback(s.backend(), cube, x, Tensor.scalar(1)), "cotangent", x);
    close(s, 1, Tensor.full(12, 1, 1), jacobian(s.backend(), cube, x), "Jacobian", x);
    if (s.capabilities().highestOrder() >= 2) {
      close(s, 2, Tensor.scalar(12), hvp(s.backend(), cube, x, Tensor.scalar(1)), "hvp", x);
      close(s, 2, Tensor.full(12, 1, 1), hessian(s.backend(), cube, x), "Hessian", x);
    }
  }

  private static void unused(Subject s) {
    Tensor other = Tensor.ones(2, 2);
    Map<String, Tensor> x = Map.of("used", X, "unused", other);
    Differentiable<Map<String, Tensor>> f = m -> m.getOrDefault("used", EMPTY).square().sum();
    Map<String, Tensor> g = gradient(s.backend(), f, x);
    Expect.close(Tensor.zeros(2, 2), g.get("unused"), Tolerance.EXACT, "by the unused one", x);
    Expect.close(X.times(2), g.get("used"), s.tolerance(1), "by the used one", x);
  }

  private static void independent(Subject s) {
    Backend b = s.backend();
    TensorFunction matrix = x -> Tensor.ones(2, 2);
    TensorFunction number = x -> Tensor.scalar(5);
    exactly(Tensor.zeros(3), gradient(b, number, X), "gradient", X);
    exactly(Tensor.zeros(2, 2), pushforward(b, matrix, X, X), "tangent", X);
    exactly(Tensor.zeros(3), pullback(b, matrix, X, Tensor.ones(2, 2)), "cotangent", X);
    exactly(Tensor.zeros(4, 3), jacobian(b, matrix, X), "Jacobian", X);
    if (s.capabilities().highestOrder() >= 2) {
      exactly(Tensor.zeros(3), hvp(b, number, X, X), "hvp", X);
      exactly(Tensor.zeros(3, 3), hessian(b, number, X), "Hessian", X);
    }
  }

  private static Tensor twoUses(Tensor x) {
    Tensor y = x.exp();
    return y.times(x).plus(y);
  }

  private static Tensor slopeOfTwoUses() {
    return X.exp().times(X.plus(2));
  }

  private static void twice(Subject s, Twice t) {
    Tensor ones = Tensor.ones(3);
    close(s, 1, t.derivative(), pushforward(s.backend(), t.f(), X, ones), "tangent", X);
    close(s, 1, t.derivative(), pullback(s.backend(), t.f(), X, ones), "cotangent", X);
  }

  private static void identity(Subject s) {
    close(s, 1, X, pushforward(s.backend(), x -> x, X, X), "tangent", X);
    close(s, 1, X, pullback(s.backend(), x -> x, X, X), "cotangent", X);
    close(s, 1, Tensor.eye(3), jacobian(s.backend(), x -> x, X), "Jacobian", X);
  }

  /** (a, b) to (a b, b, a constant) at a = 2, b = X. */
  private static void several(Subject s) {
    Tensor a = Tensor.scalar(2);
    Linearization at =
        s.linearize(in -> new Tensor[] {in[0].times(in[1]), in[1], Tensor.scalar(7)}, a, X);
    Tensor da = Tensor.scalar(0.3);
    Tensor db = Tensor.vector(1, 2, 3);
    Tensor[] pushed = at.pushforward(da, db);
    close(s, 1, X.times(0.3).plus(db.times(2)), pushed[0], "tangent of the product", X);
    close(s, 1, db, pushed[1], "tangent of the second", X);
    exactly(Tensor.scalar(0), pushed[2], "tangent of the constant", X);
    Tensor[] pulled = at.pullback(db, X, Tensor.scalar(1));
    close(s, 1, db.times(X).sum(), pulled[0], "cotangent of the number", X);
    close(s, 1, db.times(2).plus(X), pulled[1], "cotangent of the vector", X);
    Tensor[] values = at.values();
    close(s, 1, X.times(2), values[0], "first value", X);
    close(s, 1, Tensor.scalar(7), values[2], "third value", X);
  }

  private static void zeroTangent(Subject s) {
    Tensor zeros = Tensor.zeros(3);
    exactly(zeros, pushforward(s.backend(), x -> x.sin(), X, zeros), "tangent", X);
    exactly(zeros, pullback(s.backend(), x -> x.sin(), X, zeros), "cotangent", X);
  }

  private static void exactly(Tensor expected, Tensor got, String what, Object point) {
    Expect.close(expected, got, Tolerance.EXACT, what, point);
  }

  private static void close(
      Subject s, int order, Tensor expected, Tensor got, String what, Tensor x) {
    Expect.close(expected, got, s.tolerance(order), what, x);
  }
}
