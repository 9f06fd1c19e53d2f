package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Branch, Parallel, SkipConnection, Repeated and Maxout, and what joins outputs. */
class ContainersTest {
  private static final Tensor X = Tensor.matrix(new double[][] {{1, 2}, {3, 4}});
  private static final Layer DOUBLE = new WrappedFunction("double", x -> x.times(2));
  private static final Layer SQUARE = new WrappedFunction("square", Tensor::square);

  private static SplittableRandom rng() {
    return new SplittableRandom(3);
  }

  private static Applied applied(Layer layer, Tensor x) {
    return layer.apply(x, layer.initialParameters(rng()), layer.initialState(rng()));
  }

  private static Tensor y(Layer layer, Tensor x) {
    return applied(layer, x).y();
  }

  @Test
  void branchGivesTheWholeInputToEachLayerAndJoins() {
    assertEquals(X.times(2).plus(X.square()), y(Branch.of(Connections.plus(), DOUBLE, SQUARE), X));
    assertEquals(
        X.times(2).times(X.square()), y(Branch.of(Connections.times(), DOUBLE, SQUARE), X));
    assertEquals(
        Tensor.matrix(new double[][] {{1.5, 4}, {7.5, 12}}),
        y(Branch.of(Connections.mean(), DOUBLE, SQUARE), X));
    assertEquals(
        Tensor.matrix(new double[][] {{2, 4}, {9, 16}}),
        y(Branch.of(Connections.maximum(), DOUBLE, SQUARE), X));
    assertEquals(
        Tensor.matrix(new double[][] {{2, 4, 1, 4}, {6, 8, 9, 16}}),
        y(Branch.of(Connections.concat(), DOUBLE, SQUARE), X));
    assertEquals(
        Tensor.matrix(new double[][] {{2, 4}, {6, 8}, {1, 4}, {9, 16}}),
        y(Branch.of(Connections.concat(0), DOUBLE, SQUARE), X));
    assertEquals(
        X.minus(X), y(Branch.of(p -> p.get(0).minus(p.get(1)), new NoOp(), new NoOp()), X));
  }

  @Test
  void parallelGivesEachLayerItsPart() {
    assertEquals(
        Tensor.matrix(new double[][] {{2, 4}, {6, 16}}),
        y(Parallel.of(Connections.concat(), DOUBLE, SQUARE), X));
    Tensor x = Tensor.vector(1, 2, 3);
    assertEquals(
        Tensor.vector(2, 4, 9),
        y(Parallel.of(Connections.concat(), List.of(1, 2), DOUBLE, SQUARE), x));
  }

  @Test
  void skipConnectionJoinsOutputAndInputInThisOrder() {
    assertEquals(X.square().plus(X), y(new SkipConnection(SQUARE, Connections.plus()), X));
    assertEquals(
        Tensor.matrix(new double[][] {{1, 4, 1, 2}, {9, 16, 3, 4}}),
        y(new SkipConnection(SQUARE, Connections.concat()), X));
  }

  @Test
  void repeatedWithSharedParametersAppliesOneLayerSeveralTimes() {
    Repeated layer = new Repeated(new Dense(2, 2), 3, true);
    Parameters ps =
        layer
            .initialParameters(rng())
            .with("layer.weight", Tensor.matrix(new double[][] {{0, 1}, {2, 0}}))
            .with("layer.bias", Tensor.vector(1, 0));
    assertEquals(List.of("layer.weight", "layer.bias"), ps.paths());
    // (x₁, x₂) ↦ (2 x₂ + 1, x₁), three times from (1, 2): (5, 1), (3, 5), (11, 3).
    Tensor y = layer.apply(Tensor.vector(1, 2), ps, layer.initialState(rng())).y();
    assertClose(Tensor.vector(11, 3), y);
  }

  @Test
  void repeatedWithOwnParametersIsAChain() {
    Dense dense = new Dense(2, 2, Activation.TANH);
    Layer repeated = new Repeated(dense, 3, false);
    Layer chain = Chain.of(dense, dense, dense);
    assertEquals(chain.initialParameters(rng()), repeated.initialParameters(rng()));
    assertEquals(y(chain, X), y(repeated, X));
  }

  @Test
  void repeatedHandsTheStateOnFromOneApplicationToTheNext() {
    Layer shared = new Repeated(new Counter(), 3, true);
    Applied applied = applied(shared, Tensor.vector(10));
    // 10 + 0 + 1 + 2.
    assertClose(Tensor.vector(13), applied.y());
    assertEquals(Tensor.scalar(3), applied.st().tensor("layer.count"));
    Layer own = new Repeated(new Counter(), 3, false);
    assertClose(Tensor.vector(10), y(own, Tensor.vector(10)));
    assertEquals(Tensor.scalar(1), applied(own, Tensor.vector(10)).st().tensor("layer_3.count"));
  }

  @Test
  void maxoutTakesTheLargestElementByElement() {
    Layer negative = new WrappedFunction("negative", Tensor::unaryMinus);
    assertEquals(X.abs(), y(Maxout.of(new NoOp(), negative), X));
    assertEquals(X.abs(), y(Maxout.of(new NoOp(), negative), X.unaryMinus()));
    Parameters ps = Maxout.of(2, new Dense(2, 1)).initialParameters(rng());
    assertEquals(
        List.of("layer_1.weight", "layer_1.bias", "layer_2.weight", "layer_2.bias"), ps.paths());
  }

  /** A tie of three is shared as ⅓, ⅓, ⅓. */
  @Test
  void maximumSharesATieEqually() {
    Layer maxout = Maxout.of(new Scale(1), new Scale(1), new Scale(1));
    Parameters ps = maxout.initialParameters(rng());
    State st = maxout.initialState(rng());
    Sloped tie = new Sloped(maxout, Tensor.vector(6), ps, st, Tensor.ones(1));
    tie.assertByParameter("layer_2.scale", 2);
    tie.assertByParameter("layer_3.scale", 2);
  }

  @Test
  void eachLayerHasItsOwnStateAndWithoutNewsTheStateIsTheOneGiven() {
    for (Layer layer :
        List.of(
            Branch.of(Connections.plus(), new Counter(), new Counter()),
            Parallel.of(Connections.plus(), new Counter(), new Counter()))) {
      State st = layer.initialState(rng()).with("layer_2.count", Tensor.scalar(5));
      Applied applied = layer.apply(X, layer.initialParameters(rng()), st);
      assertEquals(Tensor.scalar(1), applied.st().tensor("layer_1.count"));
      assertEquals(Tensor.scalar(6), applied.st().tensor("layer_2.count"));
    }
    for (Layer layer :
        List.of(
            Branch.of(Connections.plus(), DOUBLE, SQUARE),
            Parallel.of(Connections.plus(), DOUBLE, SQUARE),
            new SkipConnection(SQUARE, Connections.plus()),
            new Repeated(SQUARE, 2, true),
            Maxout.of(DOUBLE, SQUARE))) {
      State st = layer.initialState(rng());
      assertSame(st, layer.apply(X, layer.initialParameters(rng()), st).st());
    }
  }

  @Test
  void refuseInputsThatDoNotFit() {
    assertRefused(
        "Parallel: x has shape [2, 2]; its last axis must be made up of 3 parts of one length",
        Parallel.of(Connections.plus(), DOUBLE, DOUBLE, DOUBLE));
    assertRefused(
        "Parallel: x has shape [2, 2]; its last axis must be made up of parts [1, 2]",
        Parallel.of(Connections.concat(), List.of(1, 2), DOUBLE, DOUBLE));
    assertRefused(
        "Connections.plus: parts have shapes [[2, 1], [2, 2]]; all must have one shape",
        new SkipConnection(new Dense(2, 1), Connections.plus()));
    assertRefused(
        "Connections.maximum: parts have shapes [[2, 3], [2, 2]]; all must have one shape",
        Maxout.of(new Dense(2, 3), new Dense(2, 2)));
    assertRefused(
        "Connections.concat: x has shape [2, 2], in which there is no axis 2",
        Branch.of(Connections.concat(2), DOUBLE, DOUBLE));
  }

  private static void assertRefused(String message, Layer layer) {
    assertEquals(message, assertThrows(FluxionException.class, () -> y(layer, X)).getMessage());
  }

  @Test
  void refuseToBeWithoutLayers() {
    assertRefused("Branch: at least one layer is needed", () -> Branch.of(Connections.plus()));
    assertRefused("Parallel: at least one layer is needed", () -> Parallel.of(Connections.plus()));
    assertRefused("Maxout: the number of layers must be at least 1, given 0", () -> Maxout.of());
    assertRefused(
        "Maxout: the number of layers must be at least 1, given -1", () -> Maxout.of(-1, DOUBLE));
    assertRefused(
        "Repeated: times must be at least 1, given 0", () -> new Repeated(DOUBLE, 0, true));
    assertRefused(
        "Parallel: widths [1] for 2 layers",
        () -> Parallel.of(Connections.plus(), List.of(1), DOUBLE, DOUBLE));
    assertRefused(
        "Parallel: each width must be at least 1, given 0",
        () -> Parallel.of(Connections.plus(), List.of(0), DOUBLE));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }

  @Test
  void areValues() {
    assertEquals(
        Branch.of(Connections.concat(-1), new NoOp()), Branch.of(Connections.concat(), new NoOp()));
    assertEquals(new Repeated(new NoOp(), 2, true), new Repeated(new NoOp(), 2, true));
  }
}
