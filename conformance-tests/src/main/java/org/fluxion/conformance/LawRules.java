package org.fluxion.conformance;

import java.util.List;
import java.util.function.Predicate;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.tensor.Tensor;

/** Family 3: what holds between derivatives, whatever the function. */
final class LawRules {
  private static final Predicate<Problem> FIELD = Problem::isScalar;
  private static final Predicate<Problem> SMOOTH = FIELD.and(Problem::hasSecond);

  /** The longer of two steps of a Taylor remainder, relative to a direction of the point's size. */
  private static final double STEP = 1e-3;

  private static final double RATIO_MARGIN = 0.1;

  private LawRules() {}

  static List<Rule> all() {
    return List.of(
        rule(
            "B3.1",
            Level.REQUIRED,
            "pushforward and pullback are transposes",
            "⟨J v, w⟩ = ⟨v, Jᵀ w⟩ for all v and w.",
            1,
            LawRules::any,
            LawRules::transposed),
        rule(
            "B3.2",
            Level.RECOMMENDED,
            "hvp equals Hessian times vector",
            "Both are second derivatives of the same function.",
            2,
            FIELD,
            LawRules::hessianTimesVector),
        rule(
                "B3.3",
                Level.REQUIRED,
                "the pushforward is linear",
                "J (2 v − 3 u) = 2 J v − 3 J u.",
                1,
                LawRules::any,
                LawRules::pushforwardIsLinear)
            .about("pushforward"),
        rule(
                "B3.4",
                Level.REQUIRED,
                "the pullback is linear",
                "Jᵀ (2 w − 3 u) = 2 Jᵀ w − 3 Jᵀ u.",
                1,
                LawRules::any,
                LawRules::pullbackIsLinear)
            .about("pullback"),
        rule(
                "B3.5",
                Level.RECOMMENDED,
                "the Hessian is symmetric",
                "The order of two derivatives does not matter.",
                2,
                FIELD,
                LawRules::symmetric)
            .about("hessian"),
        rule(
                "B3.6",
                Level.REQUIRED,
                "the chain rule holds",
                "The tangent of g(f(x)) is the tangent of g for the tangent of f.",
                1,
                LawRules::any,
                LawRules::chainRule)
            .about("pushforward"),
        rule(
                "B3.7",
                Level.REQUIRED,
                "the gradient explains the change of the value",
                "What a first derivative leaves unexplained falls by 4 when the step is halved; no"
                    + " closed form is needed to see it.",
                1,
                SMOOTH,
                LawRules::taylorOfFirstOrder)
            .about("gradient"),
        rule(
                "B3.8",
                Level.RECOMMENDED,
                "the Hessian explains the change of the gradient",
                "What a second derivative leaves unexplained falls by 8 when the step is halved.",
                2,
                SMOOTH,
                LawRules::taylorOfSecondOrder)
            .about("hvp"),
        Rule.once(
            "B3.9",
            Level.REQUIRED,
            "the declared accuracy is kept",
            "Callers choose tolerances by it; exact means exact to rounding.",
            "a well-scaled function at eight points",
            LawRules::accuracyIsKept),
        rule(
                "B3.10",
                Level.RECOMMENDED,
                "the third derivative explains the change of the Hessian",
                "What a third derivative leaves unexplained falls by 16 when the step is halved.",
                3,
                SMOOTH,
                LawRules::taylorOfThirdOrder)
            .about("hvp"));
  }

  private static Rule rule(
      String id,
      Level level,
      String title,
      String reason,
      int order,
      Predicate<Problem> applies,
      Rule.Check<Problem> law) {
    List<Scenario> scenarios =
        Scenario.all().stream().filter(s -> applies.test(Problem.of(s))).toList();
    return Rule.each(
        id,
        level,
        title,
        reason,
        scenarios,
        Scenario::name,
        (subject, scenario) -> {
          scenario.requireWellScaled(subject);
          subject.requireOrder(order);
          subject.requireSupported(scenario.f(), scenario.x());
          law.run(subject, Problem.of(scenario, subject));
        });
  }

  private static boolean any(Problem problem) {
    return true;
  }

  private static void accuracyIsKept(Subject s) {
    for (int i = 0; i < 8; i++) {
      Tensor x = Tensor.vector(0.4 * i - 1.5, 1.1 - 0.3 * i);
      Tensor expected = x.times(3).cos().times(3).times(x.times(3).sin().exp());
      Expect.close(
          expected,
          Derivatives.gradient(s.backend(), y -> y.times(3).sin().exp().sum(), x),
          s.tolerance(1),
          "gradient",
          x);
      Expect.close(
          expected.sum(),
          Derivatives.pushforward(
              s.backend(), y -> y.times(3).sin().exp().sum(), x, Tensor.ones(2)),
          s.tolerance(1),
          "tangent",
          x);
    }
  }

  private static void transposed(Subject s, Problem p) {
    Tensor jv = Derivatives.pushforward(s.backend(), p.f(), p.x(), p.tangent());
    Tensor jw = Derivatives.pullback(s.backend(), p.f(), p.x(), p.cotangent());
    Tensor left = jv.times(p.cotangent()).sum();
    Tensor right = jw.times(p.tangent()).sum();
    // The sums cancel, so they are compared beside the size of their terms.
    Tensor size = jv.times(p.cotangent()).abs().sum().plus(jw.times(p.tangent()).abs().sum());
    Expect.close(
        Tensor.stack(0, left, size),
        Tensor.stack(0, right, size),
        s.tolerance(1),
        "⟨Jv, w⟩ and ⟨v, Jᵀw⟩",
        p.x());
  }

  private static void hessianTimesVector(Subject s, Problem p) {
    Tensor hessian = Derivatives.hessian(s.backend(), p.f(), p.x());
    Tensor product = Derivatives.hvp(s.backend(), p.f(), p.x(), p.tangent());
    Expect.close(
        hessian.matmul(p.tangent().flatten()).reshape(p.x().shape().toArray()),
        product,
        s.tolerance(2),
        "Hessian times vector",
        p.x());
  }

  private static void pushforwardIsLinear(Subject s, Problem p) {
    Tensor other = s.otherDraws().generic(p.x().shape());
    Tensor first = Derivatives.pushforward(s.backend(), p.f(), p.x(), p.tangent());
    Tensor second = Derivatives.pushforward(s.backend(), p.f(), p.x(), other);
    Tensor mixed = combined(p.tangent(), other);
    Expect.close(
        combined(first, second),
        Derivatives.pushforward(s.backend(), p.f(), p.x(), mixed),
        s.tolerance(1).times(2),
        "pushforward of a combination",
        p.x());
  }

  private static void pullbackIsLinear(Subject s, Problem p) {
    Tensor other = s.otherDraws().generic(p.value().shape());
    Tensor first = Derivatives.pullback(s.backend(), p.f(), p.x(), p.cotangent());
    Tensor second = Derivatives.pullback(s.backend(), p.f(), p.x(), other);
    Tensor mixed = combined(p.cotangent(), other);
    Expect.close(
        combined(first, second),
        Derivatives.pullback(s.backend(), p.f(), p.x(), mixed),
        s.tolerance(1).times(2),
        "pullback of a combination",
        p.x());
  }

  private static Tensor combined(Tensor a, Tensor b) {
    return a.times(2).minus(b.times(3));
  }

  private static void symmetric(Subject s, Problem p) {
    Tensor hessian = Derivatives.hessian(s.backend(), p.f(), p.x());
    Expect.close(hessian.transpose(), hessian, s.tolerance(2), "the transposed Hessian", p.x());
  }

  private static void chainRule(Subject s, Problem p) {
    Differentiable<Tensor> outer = y -> y.sin().plus(y.times(0.5));
    Differentiable<Tensor> both = x -> outer.apply(p.f().apply(x));
    s.requireSupported(outer, p.value());
    Tensor inner = Derivatives.pushforward(s.backend(), p.f(), p.x(), p.tangent());
    Expect.close(
        Derivatives.pushforward(s.backend(), outer, p.f().apply(p.x()), inner),
        Derivatives.pushforward(s.backend(), both, p.x(), p.tangent()),
        s.tolerance(1).times(3),
        "tangent of a composition",
        p.x());
  }

  /** f(x + h v) − f(x) − h ∇f · v is of second order in h. */
  private static void taylorOfFirstOrder(Subject s, Problem p) {
    Tensor direction = s.draws().relativeTo(p.x());
    Tensor gradient = Derivatives.gradient(s.backend(), p.f(), p.x());
    double slope = gradient.times(direction).sum().item();
    double value = p.value().item();
    double coarse = p.f().apply(p.x().plus(direction.times(STEP))).item() - value - STEP * slope;
    double fine =
        p.f().apply(p.x().plus(direction.times(STEP / 2))).item() - value - STEP / 2 * slope;
    ratio(4, coarse, fine, s.tolerance(1).error(), Math.abs(value) + Math.abs(slope), p.x());
  }

  /** f(x + h v) − f(x) − h ∇f · v − h² vᵀHv / 2 is of third order in h. */
  private static void taylorOfSecondOrder(Subject s, Problem p) {
    Tensor direction = s.draws().relativeTo(p.x());
    double step = 10 * STEP;
    double slope = p.gradient().times(direction).sum().item();
    Tensor product = Derivatives.hvp(s.backend(), p.f(), p.x(), direction);
    double bend = product.times(direction).sum().item() / 2;
    double value = p.value().item();
    double coarse =
        p.f().apply(p.x().plus(direction.times(step))).item()
            - value
            - step * slope
            - step * step * bend;
    double half = step / 2;
    double fine =
        p.f().apply(p.x().plus(direction.times(half))).item()
            - value
            - half * slope
            - half * half * bend;
    double size = Math.abs(value) + Math.abs(slope) + Math.abs(bend);
    ratio(8, coarse, fine, s.tolerance(2).error() * step, size, p.x());
  }

  /** The third derivative along v is the derivative of vᵀHv along v. */
  private static void taylorOfThirdOrder(Subject s, Problem p) {
    s.requireTraced();
    s.requireExact("it has no third derivatives");
    Tensor direction = s.draws().relativeTo(p.x());
    Differentiable<Tensor> bend =
        x -> Derivatives.hvp(s.backend(), p.f(), x, direction).times(direction).sum();
    double third = Derivatives.pushforward(s.backend(), bend, p.x(), direction).item();
    double slope = p.gradient().times(direction).sum().item();
    double second = p.hvp(direction).times(direction).sum().item();
    double value = p.value().item();
    double step = 20 * STEP;
    double[] remainders = new double[2];
    for (int i = 0; i < 2; i++) {
      double h = step / (i + 1);
      remainders[i] =
          p.f().apply(p.x().plus(direction.times(h))).item()
              - value
              - h * (slope + h * (second / 2 + h * third / 6));
    }
    double size = Math.abs(value) + Math.abs(slope) + Math.abs(second) + Math.abs(third);
    ratio(16, remainders[0], remainders[1], Close.EXACT, size, p.x());
  }

  /** Expects a ratio of remainders, unless both are no more than rounding leaves. */
  private static void ratio(
      double expected, double coarse, double fine, double tolerance, double size, Tensor x) {
    double noise = Math.max(tolerance, Close.EXACT) * STEP * size + 1e-14 * size;
    if (Math.abs(coarse) <= 100 * noise) {
      Expect.that(Math.abs(fine) <= 100 * noise, "remainder of half the step", x, coarse, fine);
      return;
    }
    double ratio = coarse / fine;
    Expect.that(
        Math.abs(ratio - expected) <= RATIO_MARGIN * expected,
        "ratio of Taylor remainders",
        x,
        expected,
        ratio);
  }
}
