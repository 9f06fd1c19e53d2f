package org.fluxion.engines;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.Derivatives.prepareHessian;
import static org.fluxion.Derivatives.prepareHvp;
import static org.fluxion.Derivatives.prepareJacobian;
import static org.fluxion.Derivatives.preparePullback;
import static org.fluxion.Derivatives.preparePushforward;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.CustomRule;
import org.fluxion.DifferentiateWith;
import org.fluxion.FixedInput;
import org.fluxion.FixedParams;
import org.fluxion.OpaqueFunction;
import org.fluxion.Parameters;
import org.fluxion.TensorFunction;
import org.fluxion.Vectorized;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What one meets in a shell says what it is. */
class ReadableTest {
  private static final Tensor X = Tensor.vector(1, 2);
  private static final TensorFunction SUM = x -> x.square().sum();
  private static final FixedParams<Tensor, Tensor> FIXED =
      FixedParams.of((x, p) -> x.times(p).sum(), Tensor.vector(3, 4));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          forward                              | forward(batch=32)
          forward(batch=1)                     | forward(batch=1)
          reverse                              | reverse(batch=32)
          reverse(nested=off)                  | reverse(batch=32, nested=off)
          mixed                                | mixed(forward=forward(batch=32), reverse=reverse(batch=32))
          finite                               | finite(kind=central)
          finite(kind=forward, step=1e-6)      | finite(kind=forward, step=1.0E-6)
          secondOrder(forward(batch=4), mixed) | secondOrder(forward(batch=4), mixed(forward=forward(batch=32), reverse=reverse(batch=32)))
          """)
  void aBackendIsASpecificationOfItself(String spec, String printed) {
    assertEquals(printed, Engines.named(spec).toString());
    assertEquals(Engines.named(spec), Engines.named(printed));
  }

  @Test
  void functionsShowWhatTheyHold() {
    assertEquals("FixedParams[parameters=[3.0, 4.0]]", FIXED.toString());
    assertEquals("FixedInput[input=[1.0, 2.0]]", FixedInput.of(FIXED, X).toString());
    assertEquals(
        "composition with FixedParams[parameters=[3.0, 4.0]]", FIXED.andThen(y -> y).toString());
    assertEquals(
        "composition with FixedParams[parameters=[3.0, 4.0]]",
        FIXED.compose((Tensor y) -> y).toString());
    assertEquals("OpaqueFunction[scalar]", OpaqueFunction.scalar(x -> x[0]).toString());
    assertEquals("OpaqueFunction[vector]", OpaqueFunction.vector(x -> x).toString());
    assertEquals(
        "DifferentiateWith[backend=finite(kind=central)]",
        DifferentiateWith.of(SUM, Engines.named("finite")).toString());
    assertEquals(
        "CustomRule identity",
        CustomRule.of("identity", o -> o[0], (o, d) -> d[0], (o, c) -> new Tensor[] {c})
            .toString());
  }

  @Test
  void layersShowWhatTheyAreMadeOf() {
    Chain model = Chain.of(new Dense(2, 1, Activation.TANH));
    SplittableRandom random = new SplittableRandom(1);
    Parameters ps = model.initialParameters(random);
    State st = model.initialState(random);
    String text = new StatefulLayer(model, ps, st).toString();
    assertTrue(
        text.startsWith("StatefulLayer of Chain[children={layer_1=Dense[in=2, out=1, "), text);
    assertReadable(List.of(model, ps, st, model.apply(X.reshape(1, 2), ps, st), text));
    assertTrue(ps.toString().startsWith("Parameters, 3 scalars"), ps.toString());
  }

  @Test
  void preparedOperatorsShowOperatorBackendAndShapes() {
    Backend b = Engines.named("reverse");
    String shapes = "(reverse) prepared for [2]";
    assertEquals("gradient" + shapes, prepareGradient(b, SUM, X).toString());
    assertEquals(
        "gradient(reverse) prepared for [2] and parameters [3]",
        prepareGradient(b, (x, p) -> x.sum(), X, Tensor.ones(3)).toString());
    assertEquals("jacobian" + shapes, prepareJacobian(b, SUM, X).toString());
    assertEquals("hessian" + shapes, prepareHessian(b, SUM, X).toString());
    assertEquals("hvp" + shapes, prepareHvp(b, SUM, X).toString());
    assertEquals("pushforward" + shapes, preparePushforward(b, SUM, X).toString());
    assertEquals("pullback" + shapes, preparePullback(b, SUM, X).toString());
  }

  @Test
  void linearizationsShowTheEngineAndThePoint() {
    assertEquals("forward linearization at [[1.0, 2.0]]", linearized("forward").toString());
    assertEquals("tape of 2 operations, values [5.0]", linearized("reverse").toString());
    assertEquals("tape of 2 operations, values [5.0]", linearized("mixed").toString());
    assertEquals(
        "finite(kind=central) differences at [[1.0, 2.0]]", linearized("finite").toString());
  }

  private static Linearization linearized(String spec) {
    return Engines.named(spec).linearize(x -> new Tensor[] {SUM.apply(x[0])}, X);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#all")
  void nothingPrintsAnAddress(String spec) {
    Backend backend = Engines.named(spec);
    List<Object> met = new ArrayList<>();
    derivative(
        backend,
        x -> {
          met.add(x.toString());
          met.add(x.shape());
          return Vectorized.overRows(
                  row -> {
                    met.add(row.toString());
                    return row;
                  })
              .apply(x.broadcastTo(2))
              .sum();
        },
        0.5);
    met.add(valueAndGradient(backend, SUM, X));
    met.add(valueAndGradient(backend, y -> y.get("a").sum(), Map.of("a", X)));
    met.add(backend);
    met.add(backend.capabilities());
    met.add(linearized(spec));
    met.add(Linearizations.complete(backend, y -> new Tensor[] {SUM.apply(y[0])}, X));
    met.add(backend.linearizeGradient(y -> new Tensor[] {SUM.apply(y[0])}, X));
    met.add(Shape.of(2, 3));
    assertReadable(met);
  }

  private static void assertReadable(List<?> objects) {
    for (Object object : objects) {
      String text = object.toString();
      assertTrue(!text.isEmpty() && !text.matches("(?s).*(\\$\\$Lambda|@[0-9a-f]{4,}).*"), text);
    }
  }
}
