package org.fluxion.engines;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.Derivatives.valueAndGradientWithAux;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxion.Backend;
import org.fluxion.EscapedTracerException;
import org.fluxion.PreparedGradient;
import org.fluxion.ShapeMismatchException;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.WithAux;
import org.fluxion.WrongThreadException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a dependence could be lost without a word, there is an error. */
class LostDependenceTest {
  private static final String EXACT = "org.fluxion.engines.Engines#exact";
  private static final Tensor X = Tensor.vector(0.3, -1.1);

  @ParameterizedTest
  @MethodSource(EXACT)
  void numbersAreNotWrittenWhileAnOuterDerivativeWatchesThem(String spec) {
    Backend backend = Engines.named(spec);
    String message =
        assertThrows(
                UnsupportedDerivativeException.class,
                () ->
                    gradient(
                        backend,
                        p -> {
                          PreparedGradient<Tensor> inner =
                              prepareGradient(backend, x -> x.times(p).sum(), X);
                          return Tensor.scalar(inner.into(new double[2], new double[2]));
                        },
                        X))
            .getMessage();
    assertTrue(message.contains("into writes numbers") && message.contains("use at"), message);
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void aTensorOfADerivativeThatIsOverIsRefusedWhereverItTurnsUp(String spec) {
    Backend backend = Engines.named(spec);
    Tensor[] leaked = new Tensor[1];
    gradient(
        backend,
        x -> {
          leaked[0] = x.sum();
          return leaked[0];
        },
        X);
    assertThrows(EscapedTracerException.class, () -> valueAndGradient(backend, x -> leaked[0], X));
    assertThrows(EscapedTracerException.class, () -> jacobian(backend, x -> x, leaked[0]));
    assertThrows(EscapedTracerException.class, () -> leaked[0].item());
    assertThrows(EscapedTracerException.class, () -> leaked[0].plus(1));
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void readingAValueInAnotherThreadIsRefused(String spec) {
    CompletionException thrown =
        assertThrows(
            CompletionException.class,
            () ->
                gradient(
                    Engines.named(spec),
                    x -> x.times(CompletableFuture.supplyAsync(() -> x.get(0).item()).join()).sum(),
                    X));
    assertInstanceOf(WrongThreadException.class, thrown.getCause());
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void whatComesWithTheValueIsFreedWhereverItStands(String spec) {
    Backend backend = Engines.named(spec);
    Map<String, Object> aux =
        valueAndGradientWithAux(
                backend,
                (Tensor x) -> {
                  Map<String, Object> all = new HashMap<>();
                  all.put("tensor", x.times(2));
                  all.put("text", "note");
                  all.put("list", List.of(x.sum(), "more"));
                  all.put("optional", Optional.of(x));
                  return new WithAux<>(x.square().sum(), all);
                },
                X)
            .aux();
    assertEquals(Tensor.vector(0.6, -2.2), aux.get("tensor"));
    assertEquals("note", aux.get("text"));
    assertEquals(List.of(Tensor.scalar(0.3 - 1.1), "more"), aux.get("list"));
    assertEquals(Optional.of(X), aux.get("optional"));
  }

  @Test
  void sizesThatOverflowAreNamedBeforeAnyWork() {
    Tensor wide = Tensor.zeros(2_000_000_000, 0);
    assertThrows(
        ShapeMismatchException.class, () -> Tensor.ones(4).pad(0, 2_000_000_000, 2_000_000_000));
    assertThrows(ShapeMismatchException.class, () -> Tensor.concat(0, wide, wide));
    assertThrows(ShapeMismatchException.class, () -> Tensor.zeros(2_000_000_000, 0, 2).sum(1));
    assertEquals(Tensor.zeros(0), Tensor.zeros(2_000_000_000, 0, 2).sum(0, 2));
  }
}
