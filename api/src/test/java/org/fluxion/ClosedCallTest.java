package org.fluxion;

import static org.fluxion.Derivatives.gradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.internal.registry.NestedRules;
import org.fluxion.interpreters.Readings;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine of plain numbers inside another derivative, where nothing can follow it. */
class ClosedCallTest {
  private static final Tensor X = Tensor.vector(2, 3);

  private final List<Tensor> seen = new ArrayList<>();

  /** Calls f and answers with zeros. */
  private final Backend numbers =
      new Backend() {
        @Override
        public String name() {
          return "numbers";
        }

        @Override
        public Capabilities capabilities() {
          return Capabilities.of(Direction.REVERSE, Direction.FORWARD).withTraced(false);
        }

        @Override
        public Linearization linearize(MultiFunction f, Tensor... at) {
          seen.addAll(List.of(at));
          seen.addAll(List.of(f.apply(at)));
          return new Linearization() {
            @Override
            public Tensor[] values() {
              return f.apply(at);
            }

            @Override
            public Tensor[] pullback(Tensor... cotangents) {
              return new Tensor[] {Tensor.zeros(at[0].shape())};
            }
          };
        }
      };

  @BeforeEach
  void onlyWithoutTheNestedRule() {
    assumeTrue(NestedRules.find().isEmpty(), "the nested rule is on the class path");
  }

  @Test
  void aWatchedPointIsRefusedBeforeTheEngineWorks() {
    try (Readings outer = new Readings()) {
      refuses(outer, x -> x.square().sum(), outer.watch(X));
      refuses(outer, FixedParams.of((x, p) -> x.times(p).sum(), outer.watch(X)), X);
    }
    assertEquals(List.of(), seen);
  }

  @Test
  void aCapturedTensorReachesTheEngineAsNumbersAndIsThenRefused() {
    try (Readings outer = new Readings()) {
      Tensor captured = outer.watch(X);
      refuses(outer, x -> x.times(captured).sum(), X);
      refuses(outer, x -> captured.square().sum(), X);
    }
    assertEquals(List.of(X, Tensor.scalar(13), X, Tensor.scalar(13)), seen);
    assertEquals(0, seen.stream().filter(Tracer.class::isInstance).count());
  }

  @Test
  void whereNothingIsWatchedItIsCalledAsItIs() {
    assertEquals(Tensor.zeros(2), gradient(numbers, x -> x.sum(), X));
    assertEquals(List.of(X, Tensor.scalar(5)), seen);
  }

  private void refuses(Readings outer, Differentiable<Tensor> f, Tensor x) {
    UnsupportedDerivativeException refusal =
        assertThrows(UnsupportedDerivativeException.class, () -> gradient(numbers, f, x));
    assertEquals(
        "gradient(numbers): called inside another derivative ("
            + outer
            + "), but backend \"numbers\" takes plain tensors only, and the nested rule, which would"
            + " follow it, is not on the class path; add fluxion-backend-mixed, give the inner call"
            + " a backend that nests, or wrap f in DifferentiateWith",
        refusal.getMessage());
  }
}
