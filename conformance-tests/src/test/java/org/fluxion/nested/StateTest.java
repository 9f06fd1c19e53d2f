package org.fluxion.nested;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Differentiable;
import org.fluxion.Parameters;
import org.fluxion.ValueAndGradient;
import org.fluxion.layers.Activation;
import org.fluxion.layers.BatchNorm;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Dropout;
import org.fluxion.layers.Keys;
import org.fluxion.layers.Layer;
import org.fluxion.layers.LayerCall;
import org.fluxion.layers.Observed;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dropout and batch normalisation in a loss that contains a derivative. */
class StateTest {
  private static final String INNER = "inner";
  private static final Tensor T = Tensor.of(new double[] {0.1, 0.4, -0.3, 0.9, 1.5}, 5, 1);

  /** The keys that the dropout layer of a test saw, one for each sweep. */
  private final List<Tensor> keys = new CopyOnWriteArrayList<>();

  private final Layer model =
      new Observed(
          Chain.of(
              new Dense(1, 6, Activation.TANH),
              new BatchNorm(6),
              new Dropout(0.3),
              new Dense(6, 1)),
          this::listen);

  private final Parameters ps = model.initialParameters(new SplittableRandom(3));
  private final State start = model.initialState(new SplittableRandom(4));

  private void listen(LayerCall call) {
    if (call.path().equals("layer_3")) {
      keys.add(call.st().tensor("key"));
    }
  }

  /** Inner backends, some of which sweep f many times, or again when the outer sweep comes. */
  static Stream<String> inner() {
    return Stream.of(
        "forward(batch=1)",
        "forward",
        "reverse",
        "mixed",
        "mixed(nested=off)",
        "mixed(nested=forwardOverReverse)",
        "mixed(nested=reverseOverForward)",
        "mixed(nested=recompute)",
        "forward(batch=1, nested=recompute)");
  }

  /** Σ (∂ₜ Σ s(t)² − cos t)². */
  private static Tensor loss(Backend inner, StatefulLayer layer) {
    Tensor slope = gradient(inner, layer.andThen(y -> y.square().sum()), T);
    return slope.minus(T.cos()).square().sum();
  }

  /** Keeps the layer that was made last, to look at its state. */
  private Differentiable<Parameters> loss(Backend inner, State from, List<StatefulLayer> made) {
    return p -> {
      StatefulLayer layer = new StatefulLayer(model, p, from);
      made.add(layer);
      return loss(inner, layer);
    };
  }

  /** Central differences of a loss, each from the same state: the mask is frozen. */
  private static Tensor differences(Differentiable<Parameters> loss, Parameters at) {
    double[] theta = at.flatten().toArray();
    double[] slopes = new double[theta.length];
    double h = 1e-5;
    for (int i = 0; i < theta.length; i++) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[i] += h;
      down[i] -= h;
      double above = loss.apply(at.unflatten(Tensor.vector(up))).item();
      double below = loss.apply(at.unflatten(Tensor.vector(down))).item();
      slopes[i] = (above - below) / (2 * h);
    }
    return Tensor.vector(slopes);
  }

  @ParameterizedTest
  @MethodSource(INNER)
  void theGradientIsThatOfTheLossWithTheMaskFrozen(String spec) {
    Backend inner = Backends.named(spec);
    Differentiable<Parameters> loss = loss(inner, start, new ArrayList<>());
    Tensor expected = differences(loss, ps);
    assertTrue(expected.norm().item() > 1, "a gradient worth comparing");
    for (String outer : List.of("forward", "forward(batch=1)", "reverse", "mixed")) {
      Tensor got = gradient(Backends.named(outer), loss, ps).flatten();
      // Differences of step 1e-5 are right to about 1e-8 of the largest entry.
      assertClose(expected, got, 1e-5, outer + " over " + spec);
    }
  }

  @ParameterizedTest
  @MethodSource(INNER)
  void everySweepOfACallSeesTheSameMaskAndTheStateIsKeptOnce(String spec) {
    Backend inner = Backends.named(spec);
    Tensor key = start.tensor("layer_3.key");
    Tensor batchMean =
        model.apply(T, ps, start).st().tensor("layer_2.mean"); // after exactly one call
    for (String outer : List.of("forward", "reverse", "mixed")) {
      List<StatefulLayer> made = new ArrayList<>();
      keys.clear();
      gradient(Backends.named(outer), loss(inner, start, made), ps);
      assertEquals(Set.of(key), Set.copyOf(keys), outer + " over " + spec + ": keys");
      for (StatefulLayer layer : made) {
        assertEquals(Keys.next(key), layer.state().tensor("layer_3.key"), "the next key");
        assertClose(batchMean, layer.state().tensor("layer_2.mean"), "running mean");
      }
    }
  }

  /** Two calls, two states; derivatives do not follow what passes from one to the next. */
  @ParameterizedTest
  @MethodSource(INNER)
  void eachCallSeesTheStateThatTheOneBeforeLeft(String spec) {
    Backend inner = Backends.named(spec);
    Differentiable<Parameters> twice =
        p -> {
          StatefulLayer layer = new StatefulLayer(model, p, start);
          return loss(inner, layer).plus(loss(inner, layer).times(2));
        };
    keys.clear();
    Tensor got = gradient(Backends.named("mixed"), twice, ps).flatten();
    Tensor key = start.tensor("layer_3.key");
    assertEquals(Set.of(key, Keys.next(key)), Set.copyOf(keys), "keys");
    State second = model.apply(T, ps, start).st();
    Differentiable<Parameters> frozen =
        p ->
            loss(inner, new StatefulLayer(model, p, start))
                .plus(loss(inner, new StatefulLayer(model, p, second)).times(2));
    assertClose(differences(frozen, ps), got, 1e-5, spec);
    Tensor first = loss(inner, new StatefulLayer(model, ps, start));
    Tensor next = loss(inner, new StatefulLayer(model, ps, second));
    assertNotEquals(first.item(), next.item(), "two masks, two losses");
    assertClose(first.plus(next.times(2)), twice.apply(ps), "value");
  }

  @Test
  void theJacobianOfAModelSeesOneMask() {
    for (String spec : List.of("forward(batch=1)", "reverse", "mixed")) {
      StatefulLayer layer = new StatefulLayer(model, ps, start);
      keys.clear();
      Tensor j = jacobian(Backends.named(spec), layer, T);
      assertEquals(1, Set.copyOf(keys).size(), spec + ": " + keys);
      Differentiable<Tensor> frozen = t -> model.apply(t, ps, start).y();
      assertClose(jacobian(Backends.named("mixed"), frozen, T), j, spec);
    }
  }

  /** Each thread has a layer of its own, and its own mask. */
  @ParameterizedTest
  @MethodSource(INNER)
  void fourThreadsDoNotDisturbEachOther(String spec) throws Exception {
    Backend inner = Backends.named(spec);
    Backend outer = Backends.named("mixed");
    List<State> states =
        IntStream.range(0, 4).mapToObj(i -> model.initialState(new SplittableRandom(i))).toList();
    List<Callable<List<ValueAndGradient<Parameters>>>> tasks = new ArrayList<>();
    CountDownLatch ready = new CountDownLatch(4);
    for (State state : states) {
      tasks.add(
          () -> {
            ready.countDown();
            ready.await();
            List<ValueAndGradient<Parameters>> results = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
              results.add(valueAndGradient(outer, loss(inner, state, new ArrayList<>()), ps));
            }
            return results;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<ValueAndGradient<Parameters>>>> all = threads.invokeAll(tasks);
      for (int i = 0; i < 4; i++) {
        ValueAndGradient<Parameters> alone =
            valueAndGradient(outer, loss(inner, states.get(i), new ArrayList<>()), ps);
        for (ValueAndGradient<Parameters> got : all.get(i).get()) {
          assertEquals(alone.value(), got.value(), "value of thread " + i);
          assertEquals(alone.gradient(), got.gradient(), "gradient of thread " + i);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
