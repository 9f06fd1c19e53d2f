package org.fluxion.backend.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** libtorch's own derivatives, and those that primitives state: two ways to the same numbers. */
class StrictTest {
  private static final Tensor X = Tensor.vector(0.7, 0.4, 1.3, 0.25);
  private static final Tensor ALONG = Tensor.vector(0.3, -1.1, 0.8, 0.5);

  private static Map<String, TensorFunction> programs() {
    Map<String, TensorFunction> all = new LinkedHashMap<>();
    all.put("arithmetic", x -> x.times(x.flip(0)).div(x.plus(2)).minus(x.unaryMinus()));
    all.put("exp and log", x -> x.exp().times(x.log()).plus(x.log1p()));
    all.put("circular", x -> x.sin().times(x.cos()).plus(x.tan()));
    all.put("hyperbolic", x -> x.sinh().times(x.cosh()));
    all.put("powers", x -> x.pow(3).plus(x.pow(-1.5)).times(x.sqrt()).plus(x.reciprocal()));
    all.put("squares", x -> x.square().times(x.erf()));
    all.put("pieces", x -> x.relu().times(x.abs()).maximum(x.square()).minimum(x.exp()));
    all.put("where", x -> Tensor.where(x.greater(0.5), x.sin(), x.exp()));
    all.put("hypot", x -> x.hypot(x.flip(0)));
    all.put("extrema", x -> x.reshape(2, 2).max(1).times(x.reshape(2, 2).min(0)));
    all.put("logSumExp", x -> x.reshape(2, 2).logSumExp(1).square());
    all.put("norm", x -> x.reshape(2, 2).norm(0).exp());
    // A weight makes all of them nonlinear in different ways, and their Hessians full.
    all.replaceAll((name, f) -> x -> f.apply(x).times(x.dot(ALONG).sin().plus(2)).sum());
    return all;
  }

  @TestFactory
  Stream<DynamicTest> bothAgreeWhereBothAreFinite() {
    return programs().entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey(), () -> compare(entry.getValue())));
  }

  private static void compare(TensorFunction f) {
    Program program =
        Recording.of(at -> new Tensor[] {f.apply(at[0])}, new Tensor[] {X}, 1).program();
    for (Sweep sweep : new Sweep[] {Sweep.GRADIENT, Sweep.GRADIENT_PUSHFORWARD}) {
      Tensor[] seeds = sweep == Sweep.GRADIENT ? new Tensor[0] : new Tensor[] {ALONG};
      Tensor[] own = swept(program, false, sweep, seeds);
      Tensor[] stated = swept(program, true, sweep, seeds);
      for (int i = 0; i < own.length; i++) {
        double scale = 1 + stated[i].norm().item();
        assertEquals(0, own[i].minus(stated[i]).norm().item() / scale, 1e-12, sweep + " " + i);
      }
    }
  }

  private static Tensor[] swept(Program program, boolean strict, Sweep sweep, Tensor... seeds) {
    try (Graph graph = Graph.of(program, new Tensor[] {X}, strict)) {
      return graph.swept(sweep, seeds);
    }
  }

  /** libtorch alone gives NaN; the answer is taken the strict way. */
  @Test
  void whereAnInfiniteSlopeMeetsAZeroOnlyTheStatedOnesAreFinite() {
    Program program =
        Recording.of(
                at -> new Tensor[] {at[0].sqrt().times(0).sum()}, new Tensor[] {Tensor.zeros(2)}, 1)
            .program();
    Tensor[] zero = {Tensor.zeros(2)};
    try (Graph own = Graph.of(program, zero, false);
        Graph stated = Graph.of(program, zero, true)) {
      assertEquals(Tensor.vector(Double.NaN, Double.NaN), own.swept(Sweep.GRADIENT)[1]);
      assertEquals(Tensor.zeros(2), stated.swept(Sweep.GRADIENT)[1]);
    }
  }
}
