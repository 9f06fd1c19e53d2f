package org.fluxion.layers.conformance;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hvp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Differentiable;
import org.fluxion.Parameters;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.conformance.LayerRule.Item;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;

/** Derivatives by every backend on the class path, to second order. */
final class DerivativeRules {
  /** A derivative below this part of what it is the derivative of is measured by that part. */
  private static final double FLOOR = 1e-3;

  private DerivativeRules() {}

  static List<LayerRule> all() {
    return List.of(
        LayerRule.each(
            "L2.1",
            "the gradient by the input agrees with differences",
            "Layers before this one learn through it.",
            DerivativeRules::byInput),
        LayerRule.each(
            "L2.2",
            "the gradient by each parameter agrees with differences",
            "A parameter that is read as a number, or copied, learns nothing.",
            DerivativeRules::byParameters),
        LayerRule.each(
            "L2.3",
            "all modes give the same gradient",
            "Which backend differentiates is the user's choice and changes no result.",
            DerivativeRules::modesAgree),
        LayerRule.each(
            "L2.4",
            "second derivatives agree with differences, by all orders of modes",
            "Losses that contain a derivative are trained by second derivatives.",
            DerivativeRules::secondOrder),
        LayerRule.each(
            "L2.5",
            "the nested rule changes no result",
            "In every way of nesting, a StatefulLayer's inner gradient has the same derivative.",
            DerivativeRules::nested));
  }

  private static Stream<Item> byInput(LayerSample sample) {
    return Engines.items(
        sample,
        Engines.all(),
        engine -> {
          Loss loss = new Loss(sample);
          firstOrder(engine, loss::atInput, loss.inputPoint());
        });
  }

  private static Stream<Item> byParameters(LayerSample sample) {
    return Engines.items(
        sample,
        Engines.all(),
        engine -> {
          Loss loss = new Loss(sample);
          firstOrder(engine, loss::atParameters, loss.parametersPoint());
        });
  }

  /** Moves one tensor after the other, so that none hides behind larger ones. */
  private static void firstOrder(Backend engine, Differentiable<Parameters> f, Parameters point) {
    Parameters gradient = gradient(engine, f, point);
    Parameters directions = Loss.direction(point);
    double value = Math.abs(f.apply(point).item());
    double accuracy = engine.capabilities().accuracy();
    for (String path : point.paths()) {
      Tensor at = point.tensor(path);
      Tensor direction = directions.tensor(path);
      Tensor terms = gradient.tensor(path).times(direction);
      Slope.check(
          step -> f.apply(point.with(path, at.plus(direction.times(step)))),
          terms.sum(),
          FLOOR * Math.max(value, terms.abs().sum().item()),
          Math.max(Slope.ACCURACY, 10 * accuracy / FLOOR),
          "the derivative by " + path + " along a direction");
    }
  }

  private static Stream<Item> modesAgree(LayerSample sample) {
    List<Backend> exact = Engines.exact();
    return Engines.items(
        sample,
        exact,
        engine -> {
          Loss loss = new Loss(sample);
          Parameters point = loss.bothPoint();
          Parameters expected = gradient(exact.get(0), loss::atBoth, point);
          Parameters given = gradient(engine, loss::atBoth, point);
          agree(expected, given, exact.get(0).name());
        });
  }

  private static void agree(Parameters expected, Parameters given, String name) {
    // Some derivatives are 0 on paper, as that by a bias in front of a normalisation.
    double floor = FLOOR * Slope.largest(expected.flatten());
    for (String path : expected.paths()) {
      Compare.close(
          expected.tensor(path),
          given.tensor(path),
          floor,
          Compare.EXACT,
          "compared with " + name + ", the derivative by " + path);
    }
  }

  private static Stream<Item> secondOrder(LayerSample sample) {
    List<Backend> pairs = new ArrayList<>();
    for (Backend outer : Engines.exact()) {
      for (Backend inner : Engines.exact()) {
        pairs.add(Backends.secondOrder(outer, inner));
      }
    }
    return Engines.items(
        sample,
        pairs,
        pair -> {
          Loss loss = new Loss(sample);
          Parameters point = loss.bothPoint();
          Parameters direction = Loss.direction(point);
          Parameters product = hvp(pair, loss::atBoth, point, direction);
          Slope.check(
              step -> moved(pair, loss, point, direction, step),
              product.flatten(),
              FLOOR * Slope.largest(moved(pair, loss, point, direction, 0)),
              Slope.ACCURACY,
              "the Hessian times a direction, for " + point.paths() + ",");
          agree(hvp(pairs.get(0), loss::atBoth, point, direction), product, pairs.get(0).name());
        });
  }

  private static Tensor moved(
      Backend engine, Loss loss, Parameters point, Parameters direction, double step) {
    Parameters there = point.zip(direction, (p, d) -> p.plus(d.times(step)));
    return gradient(engine, loss::atBoth, there).flatten();
  }

  private static Stream<Item> nested(LayerSample sample) {
    return Engines.items(
        sample,
        Engines.exact(),
        engine -> {
          Loss loss = new Loss(sample);
          loss.inputPoint();
          Parameters point = loss.bothPoint();
          Parameters natural = steepest(engine, loss, point, Nesting.NATURAL);
          for (Nesting nesting : Nesting.values()) {
            Parameters ruled = steepest(engine, loss, point, nesting);
            agree(natural, ruled, "nested=off, by nested=" + nesting.option());
          }
        });
  }

  private static Parameters steepest(Backend engine, Loss loss, Parameters point, Nesting nesting) {
    Backend inner = Backends.named(engine.name() + "(nested=" + nesting.option() + ")");
    return gradient(engine, p -> steepness(inner, loss, p), point);
  }

  /** {@return the squared length of the loss's gradient by the input} */
  private static Tensor steepness(Backend engine, Loss loss, Parameters point) {
    var layer = new StatefulLayer(loss.sample().layer(), point.at("ps"), loss.state());
    return gradient(engine, layer.andThen(loss::of), point.tensor("x")).square().sum();
  }
}
