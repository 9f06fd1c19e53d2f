package org.fluxion.engines;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.conformance.Close.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.Parameters;
import org.fluxion.ValueAndGradient;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The nested loss of the Lux manual, with its published weights, in every pair of modes. */
class NestedLayerTest {
  private static final String PAIRS = "org.fluxion.engines.NestedRuleTest#pairs";

  private static final Layer MODEL =
      Chain.of(
          new Dense(1, 12, Activation.TANH),
          new Dense(12, 12, Activation.TANH),
          new Dense(12, 12, Activation.TANH),
          new Dense(12, 1));

  private static final State STATE = MODEL.initialState(new SplittableRandom(0));

  private static JsonNode reference;
  private static Parameters ps;
  private static Tensor t;

  @BeforeAll
  static void readReference() throws IOException {
    try (InputStream in = NestedLayerTest.class.getResourceAsStream("/lux/loss_function2.json")) {
      reference = new ObjectMapper().readTree(in).get("loss_function2");
    }
    ps = parameters(reference.get("params"));
    t = tensor(reference.get("x")).transpose();
  }

  private static Parameters parameters(JsonNode layers) {
    Map<String, Parameters> children = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      Map<String, Tensor> own = new LinkedHashMap<>();
      own.put("weight", tensor(layers.get(i).get("W")).transpose());
      own.put("bias", tensor(layers.get(i).get("b")));
      children.put("layer_" + (i + 1), Parameters.of(own));
    }
    return Parameters.of(children);
  }

  private static Tensor tensor(JsonNode node) {
    return node.isArray()
        ? Tensor.stack(
            0,
            StreamSupport.stream(node.spliterator(), false).map(NestedLayerTest::tensor).toList())
        : Tensor.scalar(node.doubleValue());
  }

  /** Σ (d/dt Σ s(t)² − cos t)². */
  private static Tensor loss(Tensor slope, Tensor input) {
    return slope.minus(input.cos()).square().sum();
  }

  private static Tensor ownedLoss(Backend inner, Parameters p, Tensor input) {
    StatefulLayer layer = new StatefulLayer(MODEL, p, STATE);
    return loss(gradient(inner, layer.andThen(y -> y.square().sum()), input), input);
  }

  private static Tensor closureLoss(Backend inner, Parameters p, Tensor input) {
    Differentiable<Tensor> f = x -> MODEL.apply(x, p, STATE).y().square().sum();
    return loss(gradient(inner, f, input), input);
  }

  private static void assertParameters(Parameters actual, double tolerance) {
    Parameters expected = parameters(reference.get("dps"));
    for (String path : expected.paths()) {
      assertClose(expected.tensor(path), actual.tensor(path), tolerance, path);
    }
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void theInnerGradientIsThePublishedOne(String spec) {
    StatefulLayer layer = new StatefulLayer(MODEL, ps, STATE);
    Tensor slope = gradient(Engines.named(spec), layer.andThen(y -> y.square().sum()), t);
    assertClose(tensor(reference.get("inner_grad")).transpose(), slope, "inner gradient");
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void gradientsByParametersAreThePublishedOnes(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    ValueAndGradient<Parameters> owned = valueAndGradient(outer, p -> ownedLoss(inner, p, t), ps);
    assertClose(reference.get("value").doubleValue(), owned.value().item(), 1e-10, "loss");
    assertParameters(owned.gradient(), 1e-10);
    assertParameters(gradient(outer, p -> closureLoss(inner, p, t), ps), 1e-10);
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void gradientsByTheInputAreThePublishedOnes(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    Tensor expected = tensor(reference.get("dx")).transpose();
    assertClose(expected, gradient(outer, x -> ownedLoss(inner, ps, x), t), "owned");
    assertClose(expected, gradient(outer, x -> closureLoss(inner, ps, x), t), "closure");
  }

  /** The slope's derivative along a direction of the parameters, and back. */
  @ParameterizedTest
  @MethodSource(PAIRS)
  void allOuterOperatorsAgree(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    Differentiable<Parameters> slope =
        p ->
            gradient(
                inner,
                new StatefulLayer(MODEL, p, STATE)
                    .compose((Tensor x) -> x.sin())
                    .andThen(Tensor::exp)
                    .andThen(Tensor::sum),
                t);
    Differentiable<Parameters> closure =
        p -> {
          Differentiable<Tensor> f = x -> MODEL.apply(x.sin(), p, STATE).y().exp().sum();
          return gradient(Engines.named("reverse(nested=off)"), f, t);
        };
    Parameters direction = ps.map(Tensor::cos);
    Tensor cotangent = t.exp();
    Tensor pushed = pushforward(Engines.named("forward"), closure, ps, direction);
    assertClose(pushed, pushforward(outer, slope, ps, direction), 1e-9, "pushforward");
    Tensor pulled = pullback(Engines.named("reverse"), closure, ps, cotangent).flatten();
    assertClose(pulled, pullback(outer, slope, ps, cotangent).flatten(), 1e-9, "pullback");
    Tensor j = jacobian(outer, flat -> slope.apply(ps.unflatten(flat)), ps.flatten());
    assertClose(pushed.flatten(), j.matmul(direction.flatten()), 1e-9, "jacobian");
    assertClose(pulled, cotangent.flatten().matmul(j), 1e-9, "jacobian transposed");
  }

  /** Layers within layers within a derivative: state is frozen for the call, and kept once. */
  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void jacobiansOfLayersAgreeWithRowByRow(String spec) {
    StatefulLayer layer = new StatefulLayer(MODEL, ps, STATE);
    Tensor j = jacobian(Engines.named(spec), layer, t);
    Tensor[] rows =
        IntStream.range(0, t.size())
            .mapToObj(i -> gradient(Engines.named(spec), layer.andThen(y -> y.get(i, 0)), t))
            .map(Tensor::flatten)
            .toArray(Tensor[]::new);
    assertClose(Tensor.stack(0, rows), j, "jacobian");
    Stream.of(rows).forEach(row -> assertClose(16, row.size(), 0, "size"));
  }
}
