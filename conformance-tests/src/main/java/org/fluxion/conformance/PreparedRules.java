package org.fluxion.conformance;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.PreparedGradient;
import org.fluxion.PreparedGradientWithParams;
import org.fluxion.ShapeMismatchException;
import org.fluxion.conformance.ConventionRules.Convention;
import org.fluxion.conformance.Rule.Item;
import org.fluxion.tensor.Tensor;

/** Family 5: operators as objects, prepared once and called at many points. */
final class PreparedRules {
  /** What the points of one preparation are multiplied by; signs stay, and so do branches. */
  private static final List<Double> POINTS = List.of(1.0, 1.1, 0.9, 1.0);

  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9);

  private PreparedRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.found(
            "B5.1",
            Level.REQUIRED,
            "prepared at another point than it is run",
            "A preparation depends on the shape of its example and on nothing else of it.",
            subject -> each(subject, x -> x.times(2).plus(1), List.of(1.0))),
        Rule.found(
            "B5.2",
            Level.REQUIRED,
            "prepared once and run at three points",
            "Nothing of one call stays behind for the next, nor when the first point comes again.",
            subject -> each(subject, x -> x, POINTS)),
        Rule.once(
                "B5.3",
                Level.REQUIRED,
                "a prepared operator refuses other shapes",
                "The message lists what was prepared and what was given.",
                "gradient for three numbers",
                PreparedRules::refusesOtherShapes)
            .about("gradient"),
        Rule.once(
                "B5.4",
                Level.REQUIRED,
                "what changes between calls is an argument",
                "Parameters are passed with each call and are not kept from the preparation.",
                "gradient with parameters",
                PreparedRules::parametersAreArguments)
            .about("gradient"),
        Rule.each(
                "B5.5",
                Level.RECOMMENDED,
                "prepared operators keep the conventions",
                "A program that was simplified must not lose a zero that the function itself has.",
                ConventionRules.ALL,
                Convention::name,
                PreparedRules::keepsConvention)
            .about("gradient"),
        Rule.once(
                "B5.6",
                Level.REQUIRED,
                "a branch is asked again at each point",
                "A preparation that went one way must not go that way where the function does not.",
                "two branches, and the points where they meet",
                PreparedRules::asksAgain)
            .about("gradient"));
  }

  /** 2x beyond a bound, else 3x: the bounds themselves are not beyond. */
  private static void asksAgain(Subject subject) {
    Differentiable<Tensor> above = x -> x.isGreaterThan(1) ? x.times(2) : x.times(3);
    Differentiable<Tensor> below = x -> x.isLessThan(1) ? x.times(2) : x.times(3);
    for (double first : new double[] {0.5, 1.5}) {
      Tensor like = Tensor.scalar(first);
      PreparedGradient<Tensor> ofAbove =
          Derivatives.prepareGradient(subject.backend(), above, like);
      PreparedGradient<Tensor> ofBelow =
          Derivatives.prepareGradient(subject.backend(), below, like);
      for (double point : new double[] {first, 1.5, 1, 0.5, 1, 1.5}) {
        slope(subject, point > 1 ? 2 : 3, ofAbove, point);
        slope(subject, point < 1 ? 2 : 3, ofBelow, point);
      }
    }
  }

  private static void slope(
      Subject subject, double expected, PreparedGradient<Tensor> prepared, double point) {
    if (!subject.isExact() && point == 1) {
      return; // differences see both sides of a jump
    }
    Tensor x = Tensor.scalar(point);
    Expect.close(Tensor.scalar(expected), prepared.at(x), subject.tolerance(1), "gradient", x);
  }

  private static void keepsConvention(Subject subject, Convention convention) {
    subject.requireExact("differences have no convention");
    Tensor x = Tensor.vector(convention.x());
    subject.requireSupported(convention.f(), x);
    PreparedGradient<Tensor> prepared =
        Derivatives.prepareGradient(subject.backend(), convention.f(), x);
    for (int call = 1; call <= 2; call++) {
      Expect.close(
          Tensor.vector(convention.gradient()),
          prepared.at(x),
          Tolerance.EXACT,
          "gradient, call " + call,
          x);
    }
  }

  /**
   * {@return a case for each scenario and each operator that can be prepared for it}
   *
   * @param like the example that is prepared with, from the scenario's point
   * @param points where it is run, as multiples of the scenario's point
   */
  private static Stream<Item> each(
      Subject subject, UnaryOperator<Tensor> like, List<Double> points) {
    return Scenario.all().stream()
        .flatMap(
            scenario ->
                Prepared.ALL.stream()
                    .filter(operator -> operator.applies().test(Problem.of(scenario)))
                    .map(
                        operator ->
                            Item.of(
                                operator.name(),
                                scenario.name(),
                                () -> check(subject, operator, scenario, like, points))));
  }

  private static void check(
      Subject subject,
      Prepared operator,
      Scenario scenario,
      UnaryOperator<Tensor> like,
      List<Double> points) {
    scenario.requireWellScaled(subject);
    subject.requireOrder(operator.order());
    subject.requireSupported(scenario.f(), scenario.x());
    BiConsumer<Subject, Problem> prepared =
        operator.prepare().prepare(subject.backend(), scenario.f(), like.apply(scenario.x()));
    for (double point : points) {
      prepared.accept(subject, Problem.at(scenario, scenario.x().times(point), subject));
    }
  }

  private static void refusesOtherShapes(Subject subject) {
    Backend backend = subject.backend();
    Differentiable<Tensor> f = x -> x.square().sum();
    Tensor other = Tensor.vector(1, 2);
    String name = "gradient(" + backend.name() + ")";
    Expect.refusal(
        ShapeMismatchException.class,
        () -> Derivatives.prepareGradient(backend, f, X).at(other),
        other,
        name,
        "prepared",
        "[3]",
        "given",
        "[2]");
    Expect.refusal(
        ShapeMismatchException.class,
        () -> Derivatives.prepareGradient(backend, f, X).into(new double[3], new double[2]),
        X,
        "gradient",
        "prepared for 3",
        "given 2");
  }

  private static void parametersAreArguments(Subject subject) {
    PreparedGradientWithParams<Tensor, Tensor> prepared =
        Derivatives.<Tensor, Tensor>prepareGradient(
            subject.backend(), (x, p) -> x.times(p).sin().sum(), X, X);
    for (double scale : new double[] {2, 0.5, 2}) {
      Tensor p = Tensor.vector(1.3, 0.4, -0.8).times(scale);
      Expect.close(
          p.times(p.times(X).cos()),
          prepared.at(X, p),
          subject.tolerance(1),
          "gradient with parameters " + p,
          X);
    }
  }
}
