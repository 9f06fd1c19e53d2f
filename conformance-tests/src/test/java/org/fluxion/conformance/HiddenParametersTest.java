package org.fluxion.conformance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Differentiable;
import org.fluxion.Parameters;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The hunt for dropped derivatives by each pair of engines, and with the parameter in layers, which
 * the kit does not know.
 */
class HiddenParametersTest {
  private static final List<String> BACKENDS = List.of("forward", "reverse", "mixed");

  private static final List<Hiding> LAYERS =
      List.of(
          new Hiding("shown by a StatefulLayer", HiddenParametersTest::layer),
          new Hiding("shown by a composition", HiddenParametersTest::composed),
          new Hiding("in a captured layer", HiddenParametersTest::captured));

  private static Differentiable<Tensor> composed(BinaryOperator<Tensor> f, Tensor p) {
    return layer(f, p)
        .andThen(y -> y.times(2))
        .compose((Tensor x) -> x.plus(1).minus(1))
        .andThen(y -> y.times(0.5));
  }

  private static Differentiable<Tensor> captured(BinaryOperator<Tensor> f, Tensor p) {
    StatefulLayer layer = layer(f, p);
    return x -> layer.apply(x);
  }

  private static StatefulLayer layer(BinaryOperator<Tensor> f, Tensor p) {
    return new StatefulLayer(new Of(f), Parameters.of(Map.of("p", p)), State.empty());
  }

  /** A layer whose one parameter is p. */
  private record Of(BinaryOperator<Tensor> f) implements Layer {
    @Override
    public Parameters initialParameters(RandomGenerator rng) {
      return Parameters.of(Map.of("p", Tensor.zeros(3)));
    }

    @Override
    public State initialState(RandomGenerator rng) {
      return State.empty();
    }

    @Override
    public Applied apply(Tensor x, Parameters ps, State st) {
      return new Applied(f.apply(x, ps.tensor("p")), st);
    }
  }

  @TestFactory
  Stream<DynamicTest> nothingIsDropped() {
    return InnerCall.all().stream()
        .flatMap(
            call ->
                Stream.concat(Hiding.ALL.stream(), LAYERS.stream())
                    .map(
                        hiding ->
                            dynamicTest(
                                call.name() + ", p " + hiding.place(), () -> check(call, hiding))));
  }

  private static void check(InnerCall call, Hiding hiding) {
    for (String inner : BACKENDS) {
      Subject subject = new Subject(Backends.named(inner), Settings.configured());
      HiddenRules.underDuals(subject, call, hiding);
      for (String outer : BACKENDS) {
        Backend by = Backends.named(outer);
        HiddenRules.between(subject, call, hiding, by, subject.backend());
      }
    }
  }
}
