package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.WithParams;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.Test;

class StatefulLayerTest {
  private static final Tensor X = Tensor.vector(10, 20);
  private static final Parameters NONE = Parameters.empty();

  private static StatefulLayer counter() {
    Counter model = new Counter();
    return new StatefulLayer(model, NONE, model.initialState(new SplittableRandom(0)));
  }

  private static Tensor count(StatefulLayer layer) {
    return layer.state().tensor("count");
  }

  @Test
  void isAFunctionOfTheInputAlone() {
    Dense model = new Dense(2, 1);
    Parameters ps =
        Parameters.of(
            Map.of("weight", Tensor.of(new double[] {3, 4}, 2, 1), "bias", Tensor.vector(5)));
    StatefulLayer layer = new StatefulLayer(model, ps, State.empty());
    assertClose(Tensor.vector(115), layer.apply(X));
    assertSame(ps, layer.parameters());
    assertEquals("StatefulLayer of " + model, layer.toString());
  }

  @Test
  void carriesItsStateFromCallToCall() {
    StatefulLayer layer = counter();
    assertClose(Tensor.vector(10, 20), layer.apply(X));
    assertClose(Tensor.vector(11, 21), layer.apply(X));
    assertClose(Tensor.vector(12, 22), layer.apply(X));
    assertEquals(Tensor.scalar(3), count(layer));
    assertEquals(Tensor.scalar(90), layer.state().tensor("total"));
  }

  @Test
  void everySweepOfOneCallSeesTheSameStateAndOneIsKept() {
    StatefulLayer layer = counter();
    WithParams<Tensor, Parameters> call = layer.function();
    assertEquals(Tensor.scalar(0), count(layer));
    for (int sweep = 0; sweep < 3; sweep++) {
      assertClose(Tensor.vector(10, 20), call.apply(X, NONE));
    }
    assertEquals(Tensor.scalar(1), count(layer));
    assertClose(Tensor.vector(11, 21), layer.apply(X));
  }

  @Test
  void theFirstSweepSaysWhichStateIsKept() {
    StatefulLayer layer = counter();
    WithParams<Tensor, Parameters> call = layer.function();
    call.apply(Tensor.vector(1), NONE);
    call.apply(Tensor.vector(100), NONE);
    assertEquals(Tensor.scalar(1), layer.state().tensor("total"));
  }

  @Test
  void aLateSweepDoesNotUndoALaterCall() {
    StatefulLayer layer = counter();
    WithParams<Tensor, Parameters> early = layer.function();
    early.apply(X, NONE);
    layer.apply(X);
    early.apply(X, NONE);
    assertEquals(Tensor.scalar(2), count(layer));
  }

  @Test
  void ofCallsThatOverlapTheFirstToFinishKeepsItsState() {
    StatefulLayer layer = counter();
    WithParams<Tensor, Parameters> one = layer.function();
    WithParams<Tensor, Parameters> other = layer.function();
    other.apply(Tensor.vector(7), NONE);
    one.apply(Tensor.vector(8), NONE);
    assertEquals(Tensor.scalar(1), count(layer));
    assertEquals(Tensor.scalar(7), layer.state().tensor("total"));
  }

  @Test
  void compositionsUseTheSameCell() {
    StatefulLayer layer = counter();
    var sum = layer.andThen(y -> y.sum());
    assertClose(Tensor.scalar(30), sum.apply(X));
    assertClose(Tensor.scalar(32), sum.apply(X));
    assertClose(Tensor.vector(22, 42), layer.<Tensor>compose(x -> x.times(2)).apply(X));
    assertEquals(Tensor.scalar(3), count(layer));
  }

  @Test
  void keepsNoTracerFromADerivative() {
    StatefulLayer layer = counter();
    Tensor slope = ForwardMode.pushforward(layer::apply, X, Tensor.vector(1, 0));
    assertClose(Tensor.vector(1, 0), slope);
    assertFalse(layer.state().tensor("total") instanceof Tracer);
    assertEquals(Tensor.scalar(30), layer.state().tensor("total"));
    assertClose(Tensor.vector(11, 21), layer.apply(X));
  }

  @Test
  void followsTheGivenStateButNotWhatWentThroughTheCell() {
    Counter model = new Counter();
    State st = model.initialState(new SplittableRandom(0));
    Tensor slope =
        ForwardMode.pushforward(
            count -> {
              StatefulLayer layer = new StatefulLayer(model, NONE, st.with("count", count));
              Tensor first = layer.apply(Tensor.scalar(0));
              return Tensor.stack(0, first, layer.apply(Tensor.scalar(0)));
            },
            Tensor.scalar(4),
            Tensor.scalar(1));
    assertClose(Tensor.vector(1, 0), slope);
  }

  /** Adds an offset from its state, which it never changes. */
  record Offset() implements Layer {
    @Override
    public Parameters initialParameters(RandomGenerator rng) {
      return NONE;
    }

    @Override
    public State initialState(RandomGenerator rng) {
      return State.of(Map.of("offset", Tensor.scalar(0)));
    }

    @Override
    public Applied apply(Tensor x, Parameters ps, State st) {
      return new Applied(x.plus(st.tensor("offset")), st);
    }
  }

  @Test
  void followsAGivenStateInEveryCallWhereTheModelDoesNotChangeIt() {
    Tensor slope =
        ForwardMode.pushforward(
            offset -> {
              State st = State.of(Map.of("layer_1", State.of(Map.of("offset", offset))));
              StatefulLayer layer =
                  new StatefulLayer(
                      Chain.of(new Offset()),
                      Chain.of(new Offset()).initialParameters(new SplittableRandom(0)),
                      st);
              Tensor first = layer.apply(Tensor.scalar(0));
              return Tensor.stack(0, first, layer.apply(Tensor.scalar(0)));
            },
            Tensor.scalar(4),
            Tensor.scalar(1));
    assertClose(Tensor.vector(1, 1), slope);
  }

  @Test
  void keepsTheOldStateWhenTheModelFails() {
    Chain model = Chain.of(new Counter(), new Dense(3, 1));
    SplittableRandom rng = new SplittableRandom(0);
    State st = model.initialState(rng);
    StatefulLayer layer = new StatefulLayer(model, model.initialParameters(rng), st);
    assertThrows(ShapeMismatchException.class, () -> layer.apply(X));
    assertSame(st, layer.state());
  }

  @Test
  void keepsTheSameStateWhereTheModelChangesNone() {
    Chain model = Chain.of(new Dense(2, 1), new Dense(1, 1));
    SplittableRandom rng = new SplittableRandom(0);
    State st = model.initialState(rng);
    StatefulLayer layer = new StatefulLayer(model, model.initialParameters(rng), st);
    layer.apply(X);
    assertSame(st, layer.state());
  }
}
