package org.fluxion.conformance;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.PreparedGradientWithParams;
import org.fluxion.conformance.Rule.Item;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;

/** Family 4: derivatives inside derivatives. */
final class NestingRules {
  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9);
  private static final Tensor P = Tensor.vector(1.3, 0.4, -0.8);

  private static final String DIFFERENCES_OF_DIFFERENCES =
      "nested by hand, differences of differences lack the longer steps that they need";

  private NestingRules() {}

  /** Nested derivatives of one number, in which an engine may take one variable for the other. */
  private record Confusing(String name, UnaryOperator<Tensor> f, double at, double derivative) {}

  static List<Rule> all() {
    return List.of(
        Rule.found(
            "B4.1",
            Level.RECOMMENDED,
            "it differentiates the derivatives of other backends",
            "A program may use one backend inside and another outside.",
            subject -> withOthers(subject, (own, other) -> own, (own, other) -> other, " by ")),
        Rule.found(
            "B4.2",
            Level.RECOMMENDED,
            "other backends differentiate its derivatives",
            "What it returns inside another derivative depends on what that derivative watches.",
            subject -> withOthers(subject, (own, other) -> other, (own, other) -> own, " under ")),
        Rule.each(
            "B4.3",
            Level.RECOMMENDED,
            "it differentiates its own derivatives",
            "Second order by nesting one engine in itself.",
            Nested.ALL,
            Nested::name,
            (subject, nested) -> {
              requireNesting(subject);
              for (Backend inner : Natural.both(subject.backend())) {
                nested.check(subject.backend(), inner, subject.tolerance(2));
              }
            }),
        perturbationConfusion(),
        Rule.each(
            "B4.5",
            Level.RECOMMENDED,
            "captured values keep their derivative",
            "A closure hides what it depends on; an outer derivative by that must not come out as"
                + " zero.",
            Nested.ALL,
            Nested::name,
            NestingRules::underDuals),
        Rule.once(
            "B4.6",
            Level.RECOMMENDED,
            "what was prepared outside works inside another derivative",
            "A level that is taken when a derivative is prepared lies below the outer one, which"
                + " then reads zero.",
            "a prepared gradient, by its parameters",
            NestingRules::preparedOutside),
        Rule.once(
            "B4.7",
            Level.RECOMMENDED,
            "a linearization sweeps tangents that others watch",
            "It is linear, so a derivative by the tangent is the linearization itself.",
            "made outside, swept inside",
            NestingRules::sweptInside),
        Rule.once(
            "B4.8",
            Level.RECOMMENDED,
            "three derivatives deep",
            "Nesting to any order needs nothing new at any depth.",
            "the third derivative of x⁵",
            NestingRules::threeDeep));
  }

  private static void requireNesting(Subject subject) {
    subject.requireTraced();
    subject.requireOrder(2);
    subject.requireExact(DIFFERENCES_OF_DIFFERENCES);
  }

  private static Stream<Item> withOthers(
      Subject subject, BinaryOperator<Backend> outer, BinaryOperator<Backend> inner, String word) {
    List<Backend> others = Others.of(subject.backend());
    if (others.isEmpty()) {
      return Stream.of(Item.none(Others.NONE));
    }
    return others.stream()
        .flatMap(
            other ->
                Nested.ALL.stream()
                    .map(
                        nested ->
                            new Item(
                                nested.name() + word + other.name(),
                                () ->
                                    check(
                                        subject,
                                        nested,
                                        outer.apply(subject.backend(), other),
                                        inner.apply(subject.backend(), other)))));
  }

  private static void check(Subject subject, Nested nested, Backend outer, Backend inner) {
    subject.requireTraced();
    Tolerance tolerance = subject.of(outer).tolerance(2).orLooser(subject.of(inner).tolerance(2));
    if (outer.capabilities().accuracy() > 0 && inner.capabilities().accuracy() > 0) {
      throw new Skip(DIFFERENCES_OF_DIFFERENCES);
    }
    for (Backend nesting : Natural.both(inner)) {
      nested.check(outer, nesting, tolerance);
    }
  }

  private static Rule perturbationConfusion() {
    return Rule.found(
        "B4.4",
        Level.RECOMMENDED,
        "perturbations are not confused",
        "Each derivative has its own infinitesimal; an engine that cannot tell them apart is"
            + " silently wrong.",
        subject -> {
          Backend b = subject.backend();
          return Stream.of(
                  new Confusing(
                      "d/dx x · d/dy (x + y)",
                      x -> x.times(derivative(b, y -> x.plus(y), 1)),
                      1,
                      1),
                  new Confusing(
                      "d/dx x · d/dy (x y)", x -> x.times(derivative(b, y -> x.times(y), 3)), 2, 4),
                  new Confusing(
                      "d/dx d/dy (x y²) at y = x",
                      x -> derivative(b, y -> x.times(y.square()), x),
                      3,
                      12),
                  new Confusing(
                      "d/dx x · d/dy (a constant)", x -> x.times(derivative(b, y -> x, 1)), 2, 0),
                  new Confusing(
                      "d/dx d/dy (x e^y) · d/dz (x z²)",
                      x ->
                          derivative(b, y -> x.times(y.exp()), 0)
                              .times(derivative(b, z -> x.times(z.square()), 1)),
                      1.5,
                      6))
              .map(c -> new Item(c.name(), () -> confusing(subject, c)));
        });
  }

  private static void confusing(Subject subject, Confusing c) {
    requireNesting(subject);
    Differentiable<Tensor> f = x -> c.f().apply(x);
    Tensor expected = Tensor.scalar(c.derivative());
    Tolerance tolerance = subject.tolerance(2);
    Tensor x = Tensor.scalar(c.at());
    Expect.close(expected, derivative(subject.backend(), f, x), tolerance, "derivative", x);
    Expect.close(expected, gradient(subject.backend(), f, x), tolerance, "gradient", x);
  }

  /** The kit's own duals are the outer derivative, so no other engine has a part in it. */
  private static void underDuals(Subject subject, Nested nested) {
    subject.requireTraced();
    for (Backend inner : Natural.both(subject.backend())) {
      Tensor along = subject.draws().generic(nested.at().shape());
      try (Duals duals = new Duals()) {
        Tensor result = nested.f().by(inner).apply(duals.moving(nested.at(), along));
        Expect.close(
            nested.expected().times(along).sum(),
            duals.tangent(result),
            subject.tolerance(2),
            "derivative along " + along,
            nested.at());
      }
    }
  }

  private static void preparedOutside(Subject subject) {
    subject.requireTraced();
    for (Backend backend : Natural.both(subject.backend())) {
      PreparedGradientWithParams<Tensor, Tensor> prepared =
          Derivatives.<Tensor, Tensor>prepareGradient(
              backend, (x, p) -> x.times(p).square().sum(), X, P);
      Tensor along = subject.draws().generic(P.shape());
      try (Duals outer = new Duals()) {
        Tensor result = prepared.at(X, outer.moving(P, along));
        Expect.close(
            P.times(X).times(4).times(along),
            outer.tangent(result),
            subject.tolerance(2),
            "derivative along " + along,
            P);
      }
    }
  }

  private static void sweptInside(Subject subject) {
    subject.requireTraced();
    Linearization at = subject.linearizeOne(x -> x.times(P).sin(), X);
    Tensor slopes = P.times(P.times(X).cos());
    Tensor along = subject.draws().generic(X.shape());
    try (Duals duals = new Duals()) {
      Tensor pushed = at.pushforward(duals.moving(X, along))[0];
      Expect.close(
          slopes.times(along), duals.tangent(pushed), subject.tolerance(1), "pushforward", X);
      Tensor pulled = at.pullback(duals.moving(X, along))[0];
      Expect.close(slopes.times(along), duals.tangent(pulled), subject.tolerance(1), "pullback", X);
    }
  }

  private static void threeDeep(Subject subject) {
    requireNesting(subject);
    subject.requireOrder(3);
    Backend b = subject.backend();
    Differentiable<Tensor> first = x -> derivative(b, y -> y.pow(5), x);
    Differentiable<Tensor> second = x -> gradient(b, first, x);
    Expect.close(
        Tensor.scalar(60 * 1.3 * 1.3),
        derivative(b, second, 1.3),
        Tolerance.EXACT,
        "third derivative",
        1.3);
  }
}
