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
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Shape;
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
            Level.REQUIRED,
            "empty tensors have empty derivatives",
            "A batch of no rows and a layer of no units happen at the edges of programs.",
            "a vector without elements",
            EdgeRules::empty),
        Rule.once(
            "B6.2",
            Level.REQUIRED,
            "scalars are tensors of rank 0",
            "A number comes back as a number, and not as a vector of length 1.",
            "x³ at 2",
            EdgeRules::rankZero),
        Rule.once(
            "B6.3",
            Level.REQUIRED,
            "an argument that is not used has derivative zero",
            "Zeros of its shape, never null: optimisers add them to parameters.",
            "one of two arguments",
            EdgeRules::unused),
        Rule.once(
            "B6.4",
            Level.REQUIRED,
            "a value that does not depend on x has derivative zero",
            "Zeros of the right shape from every operator.",
            "a constant matrix",
            EdgeRules::independent),
        Rule.each(
            "B6.5",
            Level.REQUIRED,
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
            Level.REQUIRED,
            "the identity has the identity",
            "A function may return its argument as it is.",
            "x itself",
            EdgeRules::identity),
        Rule.once(
            "B6.7",
            Level.REQUIRED,
            "several inputs and several results go together",
            "Backends see structures as several tensors; each result has its own derivative by each"
                + " input.",
            "two inputs, three results",
            EdgeRules::several),
        Rule.once(
            "B6.8",
            Level.REQUIRED,
            "a zero tangent gives a zero derivative",
            "Also where an engine takes a shortcut for zeros.",
            "zeros both ways",
            EdgeRules::zeroTangent),
        Rule.once(
            "B6.9",
            Level.REQUIRED,
            "ten thousand inputs",
            "Derivatives are wanted of many parameters; nothing is sized for a few.",
            "a sum over 10,000 numbers",
            EdgeRules::manyInputs),
        Rule.once(
            "B6.10",
            Level.REQUIRED,
            "twenty thousand steps, one after the other",
            "Simulations are long; a sweep that calls itself for each step overflows the stack.",
            "a loop",
            EdgeRules::manySteps));
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

  /** f = Σ cᵢ sin xᵢ + (Σ xᵢ)² / n. */
  private static void manyInputs(Subject s) {
    int n = 10_000;
    Tensor x = s.draws().between(-1, 1, Shape.of(n));
    Tensor c = s.otherDraws().between(-1, 1, Shape.of(n));
    Tensor v = s.otherDraws().generic(x.shape());
    Differentiable<Tensor> f = y -> y.sin().times(c).sum().plus(y.sum().square().div(n));
    Tensor gradient = x.cos().times(c).plus(x.sum().times(2.0 / n));
    Tensor slope = gradient.times(v).sum();
    // The sum cancels, so it is compared beside the size of its terms.
    Tensor size = gradient.times(v).abs().sum();
    Expect.close(
        Tensor.stack(0, slope, size),
        Tensor.stack(0, pushforward(s.backend(), f, x, v), size),
        s.tolerance(1),
        "tangent",
        "10,000 numbers");
    boolean pulls = s.capabilities().directions().contains(Direction.REVERSE);
    // What sweeps once for each number, or differences, would take 10,000 calls of f for it.
    if ((pulls && s.capabilities().records()) || (s.isExact() && s.capabilities().batch() > 1)) {
      Tensor got = gradient(s.backend(), f, x);
      Expect.close(gradient, got, s.tolerance(1), "gradient", "10,000 numbers");
    }
  }

  /** y ← (1 − c) y + c x with c = 10⁻⁴, from y = x²: the slope is 1 + (2x − 1)(1 − c)ⁿ. */
  private static void manySteps(Subject s) {
    int n = 20_000;
    double c = 1e-4;
    Differentiable<Tensor> f =
        x -> {
          Tensor y = x.square();
          for (int i = 0; i < n; i++) {
            y = y.times(1 - c).plus(x.times(c));
          }
          return y;
        };
    Tensor x = Tensor.scalar(0.7);
    Tensor one = Tensor.scalar(1);
    Tensor slope = Tensor.scalar(1 + 0.4 * Math.pow(1 - c, n));
    close(s, 1, slope, pushforward(s.backend(), f, x, one), "tangent", x);
    close(s, 1, slope, pullback(s.backend(), f, x, one), "cotangent", x);
  }

  private static void exactly(Tensor expected, Tensor got, String what, Object point) {
    Expect.close(expected, got, Tolerance.EXACT, what, point);
  }

  private static void close(
      Subject s, int order, Tensor expected, Tensor got, String what, Tensor x) {
    Expect.close(expected, got, s.tolerance(order), what, x);
  }
}
