package org.fluxion.conformance;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.conformance.Rule.Item;
import org.fluxion.tensor.Tensor;

/** Family 9: what goes wrong is said, in words that help. */
final class ErrorRules {
  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9);
  private static final Tensor SHORT = Tensor.vector(1, 2);

  private ErrorRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.once(
                "B9.1",
                Level.REQUIRED,
                "a value that is not scalar is refused",
                "A gradient of a vector has no meaning; the message names operator, backend and shape.",
                "gradient of a vector",
                s ->
                    Expect.refusal(
                        ShapeMismatchException.class,
                        () -> Derivatives.gradient(s.backend(), x -> x.square(), X),
                        X,
                        "gradient(" + s.backend().name() + ")",
                        "f returned shape [3]",
                        "scalar (rank 0)"))
            .about("gradient"),
        Rule.once(
                "B9.2",
                Level.REQUIRED,
                "tangents of another shape are refused",
                "Broadcasting one to the shape of x would give a number that nobody asked for.",
                "two numbers for three",
                s ->
                    Expect.refusal(
                        ShapeMismatchException.class,
                        () -> Derivatives.pushforward(s.backend(), x -> x.sin(), X, SHORT),
                        X,
                        "pushforward(" + s.backend().name() + ")",
                        "[3]",
                        "[2]"))
            .about("pushforward"),
        Rule.once(
                "B9.3",
                Level.REQUIRED,
                "cotangents of another shape are refused",
                "Broadcasting one to the shape of f(x) would give a number that nobody asked for.",
                "two numbers for three",
                s ->
                    Expect.refusal(
                        ShapeMismatchException.class,
                        () -> Derivatives.pullback(s.backend(), x -> x.sin(), X, SHORT),
                        X,
                        "pullback(" + s.backend().name() + ")",
                        "[3]",
                        "[2]"))
            .about("pullback"),
        Rule.once(
                "B9.4",
                Level.REQUIRED,
                "errors of f come through as they are",
                "The caller of a derivative knows what its own function throws, and catches that.",
                "an exception of its own",
                ErrorRules::comeThrough)
            .about("gradient"),
        Rule.once(
                "B9.5",
                Level.REQUIRED,
                "a function that returns null is named",
                "Null is found where it is returned and not three calls later.",
                "f returns null",
                s ->
                    Expect.refusal(
                        FluxionException.class,
                        () -> Derivatives.gradient(s.backend(), nothing(), X),
                        X,
                        "gradient(" + s.backend().name() + ")",
                        "f returned null"))
            .about("gradient"),
        Rule.once(
                "B9.6",
                Level.REQUIRED,
                "an order beyond the declared one is refused",
                "Refused before any work, with the order that there is and what to use instead.",
                "hvp",
                ErrorRules::beyondOrder)
            .about("hvp"),
        Rule.once(
                "B9.7",
                Level.REQUIRED,
                "what others watch is followed or refused, and never dropped",
                "A backend that takes no watched tensors must not silently drop an outer derivative.",
                "gradient inside another derivative",
                ErrorRules::doesNotNest)
            .about("gradient"),
        Rule.found(
                "B9.8",
                Level.REQUIRED,
                "primitives that are not supported are refused by name",
                "What a backend cannot do is refused, and not done wrong.",
                ErrorRules::unsupported)
            .about("pushforward"),
        Rule.once(
            "B9.9",
            Level.REQUIRED,
            "shapes that do not fit inside f are refused",
            "What is an error at numbers is an error under a derivative, and no number.",
            "a vector of three and one of two",
            ErrorRules::shapesInsideF));
  }

  private static void comeThrough(Subject s) {
    IllegalStateException own = new IllegalStateException("of the caller");
    Differentiable<Tensor> f =
        x -> {
          throw own;
        };
    IllegalStateException got =
        Expect.refusal(
            IllegalStateException.class, () -> Derivatives.gradient(s.backend(), f, X), X);
    Expect.that(got == own, "the exception", X, own, got);
  }

  @SuppressWarnings("NullAway") // a function that breaks its contract is the point
  private static Differentiable<Tensor> nothing() {
    return x -> null;
  }

  private static void shapesInsideF(Subject s) {
    Differentiable<Tensor> f = x -> x.plus(SHORT).sum();
    Expect.refusal(
        ShapeMismatchException.class,
        () -> Derivatives.gradient(s.backend(), f, X),
        X,
        "[3]",
        "[2]");
    Expect.refusal(
        ShapeMismatchException.class,
        () -> Derivatives.pushforward(s.backend(), f, X, X),
        X,
        "[3]",
        "[2]");
  }

  private static void beyondOrder(Subject s) {
    int order = s.capabilities().highestOrder();
    if (order >= 2) {
      throw new Skip("the backend declares every order that operators need");
    }
    Expect.refusal(
        UnsupportedDerivativeException.class,
        () -> Derivatives.hvp(s.backend(), x -> x.square().sum(), X, X),
        X,
        "order 2",
        s.backend().name(),
        "up to order " + order);
  }

  private static void doesNotNest(Subject s) {
    if (s.capabilities().traced()) {
      throw new Skip("the backend declares that it takes tensors that others watch");
    }
    try (Duals duals = new Duals()) {
      Tensor got = Derivatives.gradient(s.backend(), x -> x.square().sum(), duals.moving(X, X));
      // Where the engines of the nested rule are there, they follow what the backend cannot.
      Expect.close(X.times(2), duals.tangent(got), s.tolerance(2), "tangent of the gradient", X);
    } catch (UnsupportedDerivativeException refusal) {
      String message = String.valueOf(refusal.getMessage());
      for (String part : List.of(s.backend().name(), "called inside another derivative")) {
        Expect.that(message.contains(part), "the message lacks a part", X, part, message);
      }
    }
  }

  private static Stream<Item> unsupported(Subject subject) {
    List<Scenario> refused =
        Scenario.all().stream()
            .filter(scenario -> !subject.refused(scenario.f(), scenario.x()).isEmpty())
            .toList();
    return refused.isEmpty()
        ? Stream.of(Item.none("the backend declares none that a scenario needs"))
        : refused.stream()
            .map(scenario -> new Item(scenario.name(), () -> refuses(subject, scenario)));
  }

  private static void refuses(Subject subject, Scenario scenario) {
    Set<String> primitives = subject.refused(scenario.f(), scenario.x());
    UnsupportedDerivativeException error =
        Expect.refusal(
            UnsupportedDerivativeException.class,
            () ->
                Derivatives.pushforward(
                    subject.backend(), scenario.f(), scenario.x(), scenario.x()),
            scenario.x(),
            subject.backend().name());
    Expect.that(
        primitives.stream().anyMatch(name -> String.valueOf(error.getMessage()).contains(name)),
        "the message names none of the primitives",
        scenario.x(),
        primitives,
        error.getMessage());
  }
}
