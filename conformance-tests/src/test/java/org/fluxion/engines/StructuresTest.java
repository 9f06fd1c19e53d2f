package org.fluxion.engines;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.gradientAndHvp;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.Parameters;
import org.fluxion.ValueAndGradient;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several tensors at once: derivatives come back in the structure and type of the argument. */
class StructuresTest {
  private static final String ALL = "org.fluxion.engines.Engines#all";

  private static final Tensor W = Tensor.matrix(new double[][] {{1, -2}, {0.5, 3}, {2, 1}});
  private static final Tensor B = Tensor.vector(0.3, -0.7);
  private static final Tensor INPUT = Tensor.vector(0.2, -1, 0.6);

  record Line(Tensor w, Tensor b) {}

  record Net(List<Line> layers, Map<String, Tensor> extra) {}

  interface Shaped {}

  record Circle(Tensor r) implements Shaped {}

  /** ½ |xW + b|², so that with y = xW + b the gradients are x yᵀ and y. */
  private static Tensor loss(Tensor w, Tensor b) {
    return INPUT.matmul(w).plus(b).square().sum().times(0.5);
  }

  private static final Tensor Y = INPUT.matmul(W).plus(B);
  private static final Tensor GRADIENT_W = INPUT.outer(Y);

  private static void assertLine(Line actual, double tolerance) {
    assertClose(GRADIENT_W, actual.w(), tolerance, "w");
    assertClose(Y, actual.b(), tolerance, "b");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aRecord(String spec) {
    Backend backend = Engines.named(spec);
    Line line = new Line(W, B);
    assertLine(gradient(backend, l -> loss(l.w(), l.b()), line), Tolerances.first(spec));
    ValueAndGradient<Line> both = valueAndGradient(backend, l -> loss(l.w(), l.b()), line);
    assertLine(both.gradient(), Tolerances.first(spec));
    assertClose(Y.square().sum().times(0.5), both.value(), "value");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aList(String spec) {
    List<Tensor> g = gradient(Engines.named(spec), l -> loss(l.get(0), l.get(1)), List.of(W, B));
    assertEquals(2, g.size());
    assertLine(new Line(g.get(0), g.get(1)), Tolerances.first(spec));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aMap(String spec) {
    Map<String, Tensor> g =
        gradient(Engines.named(spec), m -> loss(m.get("w"), m.get("b")), Map.of("w", W, "b", B));
    assertEquals(List.of("b", "w"), List.copyOf(new TreeMap<>(g).keySet()));
    assertLine(new Line(g.get("w"), g.get("b")), Tolerances.first(spec));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void parameters(String spec) {
    Parameters ps = Parameters.of(Map.of("layer", Map.of("w", W, "b", B), "scale", B));
    Parameters g =
        gradient(
            Engines.named(spec), p -> loss(p.at("layer").tensor("w"), p.tensor("layer.b")), ps);
    assertEquals(ps.paths(), g.paths());
    assertLine(new Line(g.tensor("layer.w"), g.tensor("layer.b")), Tolerances.first(spec));
    assertEquals(Tensor.zeros(2), g.tensor("scale"), "not used");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void recordsInListsInRecords(String spec) {
    Net net = new Net(List.of(new Line(W, B), new Line(W, B)), Map.of("unused", INPUT));
    Net g =
        gradient(
            Engines.named(spec),
            n -> {
              Line first = n.layers().get(0);
              Line second = n.layers().get(1);
              return loss(first.w(), second.b()).plus(first.b().sum());
            },
            net);
    assertLine(new Line(g.layers().get(0).w(), g.layers().get(1).b()), Tolerances.first(spec));
    assertClose(Tensor.ones(2), g.layers().get(0).b(), Tolerances.first(spec), "first b");
    assertEquals(Tensor.zeros(3, 2), g.layers().get(1).w(), "not used");
    assertEquals(Map.of("unused", Tensor.zeros(3)), g.extra());
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aFunctionOfASupertype(String spec) {
    Differentiable<Shaped> area = s -> ((Circle) s).r().square();
    Circle g = gradient(Engines.named(spec), area, new Circle(Tensor.scalar(3)));
    assertClose(Tensor.scalar(6), g.r(), Tolerances.first(spec), "dA/dr");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void pushforwardTakesATangentOfTheSameStructure(String spec) {
    Line line = new Line(W, B);
    Line tangent = new Line(W.times(0.5), B.minus(1));
    Tensor expected = INPUT.matmul(tangent.w()).plus(tangent.b());
    Tensor pushed =
        pushforward(Engines.named(spec), l -> INPUT.matmul(l.w()).plus(l.b()), line, tangent);
    assertClose(expected, pushed, Tolerances.first(spec), "pushforward");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void pullbackGivesTheStructure(String spec) {
    Tensor cotangent = Tensor.vector(2, -1);
    Line pulled =
        pullback(
            Engines.named(spec), l -> INPUT.matmul(l.w()).plus(l.b()), new Line(W, B), cotangent);
    assertClose(INPUT.outer(cotangent), pulled.w(), Tolerances.first(spec), "w");
    assertClose(cotangent, pulled.b(), Tolerances.first(spec), "b");
  }

  /** With v = (V, c): ẏ = xV + c, and the Hessian times v is (x ẏᵀ, ẏ). */
  @ParameterizedTest
  @MethodSource(ALL)
  void hvpTakesAndGivesTheStructure(String spec) {
    Backend backend = Engines.named(spec);
    Line vector = new Line(W.times(-0.5), B.plus(2));
    Tensor moved = INPUT.matmul(vector.w()).plus(vector.b());
    Differentiable<Line> f = l -> loss(l.w(), l.b());
    Line product = hvp(backend, f, new Line(W, B), vector);
    assertClose(INPUT.outer(moved), product.w(), Tolerances.second(spec), "w");
    assertClose(moved, product.b(), Tolerances.second(spec), "b");
    Line gradient = gradientAndHvp(backend, f, new Line(W, B), vector).gradient();
    assertLine(assertInstanceOf(Line.class, gradient), Tolerances.first(spec));
  }
}
