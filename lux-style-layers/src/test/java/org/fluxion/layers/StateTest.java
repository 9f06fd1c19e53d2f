package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.fluxion.EscapedTracerException;
import org.fluxion.StructureException;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StateTest {
  private static final Tensor MEAN = Tensor.vector(0.5, 1.5);
  private static final Tensor COUNT = Tensor.scalar(2);
  private static final State NORM = State.of(ordered("mean", MEAN, "count", COUNT));
  private static final State ST = State.of(ordered("layer_1", NORM, "layer_2", State.empty()));

  private static Map<String, Object> ordered(String first, Object a, String second, Object b) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(first, a);
    map.put(second, b);
    return map;
  }

  @Test
  void isAddressedByPath() {
    assertSame(MEAN, ST.tensor("layer_1.mean"));
    assertSame(NORM, ST.at("layer_1"));
    assertEquals(State.empty(), ST.at("layer_2"));
    assertEquals(List.of("layer_1", "layer_2"), ST.names());
    assertEquals(List.of("layer_1.mean", "layer_1.count"), ST.paths());
    assertEquals(List.of(MEAN, COUNT), ST.tensors());
  }

  @Test
  void changesByCopy() {
    State changed = ST.with("layer_1.count", Tensor.scalar(3));
    assertEquals(Tensor.scalar(3), changed.tensor("layer_1.count"));
    assertSame(MEAN, changed.tensor("layer_1.mean"));
    assertSame(COUNT, ST.tensor("layer_1.count"));
    assertEquals(ST.paths(), changed.paths());
    assertSame(NORM, ST.with("layer_2", NORM).at("layer_2"));
  }

  @Test
  void letsATensorChangeItsShape() {
    assertEquals(Tensor.zeros(5), ST.with("layer_1.mean", Tensor.zeros(5)).tensor("layer_1.mean"));
  }

  @Test
  void isMadeAnewWithOtherTensors() {
    State other = ST.withTensors(List.of(Tensor.zeros(2), Tensor.scalar(9)));
    assertEquals(Tensor.zeros(2), other.tensor("layer_1.mean"));
    assertEquals(Tensor.scalar(9), other.tensor("layer_1.count"));
    assertEquals(State.empty(), other.at("layer_2"));
    assertEquals(ST, ST.withTensors(ST.tensors()));
  }

  @Test
  void isEqualWhenNamesOrderAndValuesAre() {
    State same =
        State.of(
            ordered(
                "layer_1",
                State.of(ordered("mean", Tensor.vector(0.5, 1.5), "count", Tensor.scalar(2))),
                "layer_2",
                State.empty()));
    assertEquals(same, ST);
    assertEquals(same.hashCode(), ST.hashCode());
    assertNotEquals(ST.with("layer_1.count", Tensor.scalar(3)), ST);
    assertNotEquals(State.of(ordered("count", COUNT, "mean", MEAN)), NORM);
    assertNotEquals(NORM, State.of(Map.of("mean", MEAN)));
  }

  @Test
  void readsWell() {
    assertEquals("{layer_1={mean=[0.5, 1.5], count=2.0}, layer_2={}}", ST.toString());
    assertEquals("{}", State.empty().toString());
  }

  @Test
  void doesNotSeeLaterChangesOfTheMap() {
    Map<String, Object> map = ordered("a", COUNT, "b", MEAN);
    State st = State.of(map);
    map.clear();
    assertEquals(List.of("a", "b"), st.names());
  }

  @Test
  void detachedIsTheSameWhereNothingIsWatched() {
    assertSame(ST, ST.detached());
  }

  @Test
  void detachedMayBeKeptAfterTheDerivative() {
    AtomicReference<State> watched = new AtomicReference<>();
    AtomicReference<State> kept = new AtomicReference<>();
    ForwardMode.pushforward(
        x -> {
          State st = ST.with("layer_1.mean", x.square());
          watched.set(st);
          kept.set(st.detached());
          return x;
        },
        Tensor.vector(3, 4),
        Tensor.ones(2));
    assertEquals(ST.with("layer_1.mean", Tensor.vector(9, 16)), kept.get());
    Tensor escaped = watched.get().tensor("layer_1.mean");
    assertInstanceOf(Tracer.class, escaped);
    assertThrows(EscapedTracerException.class, escaped::toArray);
  }

  @Test
  void detachedIsAConstantToDerivatives() {
    Tensor slope =
        ForwardMode.pushforward(
            x -> {
              Tensor square = NORM.with("mean", x.square()).detached().tensor("mean");
              assertFalse(square instanceof Tracer);
              return square.times(x);
            },
            Tensor.vector(3),
            Tensor.ones(1));
    assertClose(Tensor.vector(9), slope);
  }

  private static final State MODES =
      State.of(
          ordered(
              "layer_1",
              State.of(ordered("key", Tensor.vector(1, 0), "training", Tensor.scalar(1))),
              "layer_2",
              State.of(
                  ordered(
                      "inner",
                      State.of(ordered("training", Tensor.scalar(1), "mean", MEAN)),
                      "count",
                      COUNT))));

  @Test
  void modeIsSetInTheWholeTree() {
    State test = MODES.testing();
    assertEquals(Tensor.scalar(0), test.tensor("layer_1.training"));
    assertEquals(Tensor.scalar(0), test.tensor("layer_2.inner.training"));
    assertEquals(MODES.paths(), test.paths());
    assertEquals(MODES, test.training());
    assertFalse(test.at("layer_1").isTraining());
    assertTrue(MODES.at("layer_1").isTraining());
    assertTrue(MODES.at("layer_2.inner").isTraining());
  }

  @Test
  void aStateInTheRightModeIsReturnedItself() {
    assertSame(MODES, MODES.training());
    State test = MODES.testing();
    assertSame(test, test.testing());
    assertSame(ST, ST.testing());
  }

  @Test
  void modeIsKeptByDetachedAndMayBeReadWhileItIsWatched() {
    assertEquals(MODES.testing(), MODES.testing().detached());
    ForwardMode.pushforward(
        flag -> {
          State st = State.of(Map.of("training", flag));
          assertTrue(st.isTraining());
          assertFalse(st.testing().isTraining());
          assertTrue(st.detached().isTraining());
          return flag;
        },
        Tensor.scalar(1),
        Tensor.scalar(1));
  }

  @Test
  void aFlagIsAScalar() {
    assertRefused(
        "State: training is the name of a flag, a scalar; here it has shape [2], so give that value"
            + " another name",
        () -> State.of(Map.of("training", MEAN)).testing());
    assertRefused("State: no tensor \"training\"; there are mean, count", NORM::isTraining);
  }

  @Test
  void saysWhatThereIsWhenAPathIsWrong() {
    assertRefused("State: no tensor \"mean\"; there are layer_1, layer_2", () -> ST.tensor("mean"));
    assertRefused(
        "State: no tensor \"layer_1\"; there are layer_1, layer_2", () -> ST.tensor("layer_1"));
    assertRefused(
        "State: no state \"layer_1.mean\"; there are layer_1, layer_2",
        () -> ST.at("layer_1.mean"));
    assertRefused("State: no tensor \"x\"; it is empty", () -> State.empty().with("x", MEAN));
    assertRefused("State: no state \"x\"; it is empty", () -> State.empty().with("x", NORM));
  }

  @Test
  void refusesWhatIsNoState() {
    assertRefused(
        "State: a is a java.lang.Double; expected a Tensor or a State",
        () -> State.of(Map.of("a", 1.0)));
    assertRefused(
        "State: \"a.b\" is no name; a name is not empty and has no dot",
        () -> State.of(Map.of("a.b", MEAN)));
    assertRefused(
        "State: \"\" is no name; a name is not empty and has no dot",
        () -> State.of(Map.of("", MEAN)));
    Map<String, Tensor> withNull = new LinkedHashMap<>();
    withNull.put("a", null);
    assertRefused("State: a is null; expected a Tensor or a State", () -> State.of(withNull));
    assertRefused(
        "State: 2 tensors needed, given 1", () -> ST.withTensors(List.of(Tensor.scalar(1))));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(StructureException.class, call).getMessage());
  }
}
