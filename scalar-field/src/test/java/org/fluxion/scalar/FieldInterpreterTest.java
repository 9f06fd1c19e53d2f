package org.fluxion.scalar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fluxion.Backends;
import org.fluxion.CustomRule;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Two small engines of scalars behind the one interpreter. */
class FieldInterpreterTest {
  private static final Tensor X = Tensor.matrix(new double[][] {{0.7, -0.4}, {1.3, 0.25}});
  private static final Tensor V = Tensor.matrix(new double[][] {{0.3, 1.1}, {-0.8, 0.5}});

  private static Tensor regular(Tensor x) {
    return x.plus(Tensor.eye(2).times(3));
  }

  private static final Map<String, TensorFunction> PROGRAMS =
      Map.ofEntries(
          Map.entry("arithmetic", x -> x.times(x).plus(1.5).div(x.square().plus(2)).minus(x)),
          Map.entry("functions", x -> x.sin().times(x.cos()).plus(x.exp()).times(x.cbrt())),
          Map.entry("activations", x -> x.sigmoid().plus(x.softplus()).plus(x.relu())),
          Map.entry("far out", x -> x.times(9).sigmoid().plus(x.times(9).tanh())),
          Map.entry("kinks", x -> x.abs().maximum(x.times(0.5)).minimum(1)),
          Map.entry("steps", x -> x.sign().times(x).plus(x.floor()).plus(x.greater(0))),
          Map.entry("powers", x -> x.pow(3).plus(x.square().pow(0.7))),
          Map.entry("a choice", x -> Tensor.where(x.greater(0.3), x.exp(), x.square())),
          Map.entry("moves", x -> x.transpose().flip(0).pad(1, 1, 0).gather(1, 2, 0, 2)),
          Map.entry("parts", x -> Tensor.concat(0, x.get(1), x.slice(1, 0, 1).flatten())),
          Map.entry("sums", x -> x.sum(0).times(x.cumsum(1)).plus(x.mean())),
          Map.entry("extrema", x -> x.max(1).minus(x.min(0)).times(x.max())),
          Map.entry("lengths", x -> x.norm(1).plus(x.hypot(x.exp())).plus(x.logSumExp(0))),
          Map.entry("products", x -> x.matmul(x.transpose()).plus(x.prod(0))),
          Map.entry("numbers times elements", x -> V.times(x).plus(V.matmul(x)).plus(x.matmul(V))),
          Map.entry("systems", x -> regular(x).solve(x).plus(regular(x).inverse())),
          Map.entry("triangles", x -> regular(x).triangularSolve(x.sin(), false)),
          Map.entry("a factor", x -> regular(x.matmul(x.transpose())).cholesky()),
          Map.entry("determinants", x -> regular(x).det().plus(regular(x).logDet())),
          Map.entry("a constant", x -> Tensor.ones(3)),
          Map.entry("nothing", x -> x.slice(0, 0, 0).sum(0)));

  @TestFactory
  Stream<DynamicTest> slopesAreTangentsOfForwardMode() {
    return PROGRAMS.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> {
                      TensorFunction f = entry.getValue();
                      Tensor expected = Derivatives.pushforward(Backends.named("forward"), f, X, V);
                      assertClose(f.apply(X), tangent(f, false));
                      assertClose(expected, tangent(f, true));
                    }));
  }

  private static Tensor tangent(TensorFunction f, boolean slopes) {
    try (FieldInterpreter<Dual> level = new FieldInterpreter<>("dual", Dual.FIELD)) {
      List<Dual> elements = new ArrayList<>();
      for (int i = 0; i < X.size(); i++) {
        elements.add(new Dual(X.toArray()[i], V.toArray()[i]));
      }
      Tensor y = f.apply(level.watch(X.shape(), elements));
      double[] result =
          level.elements(y).stream().mapToDouble(d -> slopes ? d.slope() : d.value()).toArray();
      return Tensor.of(result, y.shape().toArray());
    }
  }

  private static void assertClose(Tensor expected, Tensor got) {
    assertEquals(expected.shape(), got.shape());
    double[] e = expected.toArray();
    for (int i = 0; i < e.length; i++) {
      assertEquals(e[i], got.toArray()[i], 1e-12 * Math.max(1, Math.abs(e[i])));
    }
  }

  /** e^(x²) + 1/(1 − x) around 0 is 2 + x + 2x² + x³ + 3x⁴/2 + … */
  @Test
  void seriesOfProgramsAreTheirs() {
    try (FieldInterpreter<Jet> level = new FieldInterpreter<>("jet", Jet.FIELD)) {
      Tensor x = level.watch(Tensor.scalar(0).shape(), List.of(Jet.variable(0)));
      Tensor y = x.square().exp().plus(x.unaryMinus().plus(1).reciprocal());
      assertArrayEquals(
          new double[] {2, 1, 2, 1, 1.5}, level.elements(y).get(0).coefficients(), 1e-15);
      // det of ((1, x), (x, x²)) is 0 throughout, of ((x, 1), (x, x²)) it is x³ − x.
      Tensor matrix = Tensor.stack(0, x, Tensor.scalar(1), x, x.square()).reshape(2, 2);
      assertArrayEquals(
          new double[] {0, -1, 0, 1, 0}, level.elements(matrix.det()).get(0).coefficients(), 0);
    }
  }

  @Test
  void whatElementsLackIsListed() {
    assertEquals(
        Set.of(
            "expm1 log log1p sqrt cbrt sin cos tan asin acos atan sinh cosh tanh erf gelu lgamma"
                .concat(" digamma sigmoid softplus hypot pow atan2 eigh cholesky logDet")
                .split(" ")),
        FieldInterpreter.unsupported(Jet.FIELD));
    assertEquals(
        Set.of("tan asin acos atan sinh cosh erf gelu lgamma digamma pow atan2 eigh".split(" ")),
        FieldInterpreter.unsupported(Dual.FIELD));
  }

  @Test
  void whatElementsLackIsRefusedByName() {
    for (TensorFunction f :
        List.<TensorFunction>of(
            x -> x.tanh(),
            x -> x.sigmoid(),
            x -> x.softplus(),
            x -> x.hypot(x),
            x -> x.pow(x),
            x -> x.norm(),
            x -> x.logSumExp(),
            x -> x.diag().cholesky(),
            x -> x.diag().logDet(),
            x -> x.erf())) {
      try (FieldInterpreter<Jet> level = new FieldInterpreter<>("jet", Jet.FIELD)) {
        Tensor x = level.watch(Tensor.ones(2).shape(), List.of(Jet.variable(1), Jet.variable(2)));
        UnsupportedDerivativeException error =
            assertThrows(UnsupportedDerivativeException.class, () -> f.apply(x));
        String message = String.valueOf(error.getMessage());
        assertEquals(
            " is refused: its elements have no such function, and it does not approximate;"
                + " differentiate with another backend, or hand this part to one by"
                + " DifferentiateWith",
            message.substring(message.lastIndexOf('"') + 1));
        assertEquals("jet: primitive ", message.substring(0, message.indexOf('"')));
      }
    }
  }

  @Test
  void primitivesOfOthersAreRefusedByName() {
    CustomRule rule =
        CustomRule.of(
            "twice",
            x -> x[0].times(2),
            (x, t) -> t[0].times(2),
            (x, c) -> new Tensor[] {c.times(2)});
    assertEquals(
        "dual: primitive \"twice\" is refused: it knows the primitives of the library only; give"
            + " it an expand that says it by those, or differentiate with another backend",
        assertThrows(UnsupportedDerivativeException.class, () -> tangent(x -> rule.apply(x), true))
            .getMessage());
  }

  @Test
  void tensorsThatOthersWatchAreRefused() {
    TensorFunction f = p -> tangent(x -> x.times(p), true);
    UnsupportedDerivativeException error =
        assertThrows(
            UnsupportedDerivativeException.class,
            () -> Derivatives.pushforward(Backends.named("forward"), f, X, V));
    String message = String.valueOf(error.getMessage()).replaceAll("level [0-9]+", "level n");
    assertEquals(
        "dual: a tensor of shape [2, 2] is watched by another derivative, forward level n, of which"
            + " its elements know nothing; give the inner call a backend that nests, or wrap its"
            + " function in DifferentiateWith",
        message);
  }

  @Test
  void valuesCanBeReadAndTracersBelongToTheLevel() {
    try (FieldInterpreter<Jet> level = new FieldInterpreter<>("jet", Jet.FIELD);
        FieldInterpreter<Jet> other = new FieldInterpreter<>("jet", Jet.FIELD)) {
      Tensor x = level.watch(Tensor.scalar(3).shape(), List.of(Jet.variable(3)));
      assertEquals(9, x.square().item());
      assertEquals(true, level.watches(x.square()));
      assertEquals(false, level.watches(Tensor.scalar(3)));
      assertEquals(false, other.watches(x));
      assertEquals(5, level.elements(Tensor.scalar(5)).get(0).coefficients()[0]);
    }
  }
}
