package org.fluxion.conformance;

import java.util.List;
import java.util.function.BiConsumer;
import org.fluxion.Backend;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.PreparedGradientWithParams;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;

/** Family 5: operators as objects, prepared once and called at many points. */
final class PreparedRules {
  /** What the points of one preparation are multiplied by; signs stay, and so do branches. */
  private static final List<Double> POINTS = List.of(1.0, 1.1, 0.9, 1.0);

  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9);

  private PreparedRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.each(
            "B5.1",
            "prepared at another point than it is run",
            "A preparation depends on the shape of its example and on nothing else of it.",
            Scenario.all(),
            Scenario::name,
            (subject, scenario) ->
                each(subject, scenario, scenario.x().times(2).plus(1), List.of(1.0))),
        Rule.each(
            "B5.2",
            "prepared once and run at three points",
            "Nothing of one call stays behind for the next, nor when the first point comes again.",
            Scenario.all(),
            Scenario::name,
            (subject, scenario) -> each(subject, scenario, scenario.x(), POINTS)),
        Rule.once(
            "B5.3",
            "a prepared operator refuses other shapes",
            "The message lists what was prepared and what was given.",
            "gradient for three numbers",
            PreparedRules::refusesOtherShapes),
        Rule.once(
            "B5.4",
            "what changes between calls is an argument",
            "Parameters are passed with each call and are not kept from the preparation.",
            "gradient with parameters",
            PreparedRules::parametersAreArguments));
  }

  private static void each(Subject subject, Scenario scenario, Tensor like, List<Double> points) {
    scenario.requireWellScaled(subject);
    subject.requireSupported(scenario.f(), scenario.x());
    Problem first = Problem.of(scenario);
    for (Prepared operator : Prepared.ALL) {
      if (operator.applies().test(first)
          && operator.order() <= subject.capabilities().highestOrder()) {
        BiConsumer<Subject, Problem> prepared =
            operator.prepare().prepare(subject.backend(), scenario.f(), like);
        for (double point : points) {
          prepared.accept(subject, Problem.at(scenario, scenario.x().times(point)));
        }
      }
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
