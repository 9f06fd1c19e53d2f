package org.fluxion.conformance;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.PreparedGradientWithParams;
import org.fluxion.ShapeMismatchException;
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
            .about("gradient"));
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
