package org.fluxion.engines;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.fluxion.Backend;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Derivatives inside derivatives, where each must see its own perturbation only. */
class PerturbationConfusionTest {
  private static final double TOLERANCE = 1e-12;

  /** A case as a program: what an outer and an inner backend make of the point. */
  @FunctionalInterface
  private interface Program {
    Tensor run(Backend outer, Backend inner, Tensor x);
  }

  private static final Map<String, Program> PROGRAMS =
      new TreeMap<>(
          Map.of(
              "N01",
              (outer, inner, at) ->
                  derivative(outer, x -> x.times(derivative(inner, y -> x.plus(y), 1)), at),
              "N03",
              (outer, inner, at) ->
                  gradient(
                      outer,
                      v ->
                          v.sum()
                              .times(derivative(inner, y -> y.times(v.square().sum().sqrt()), 1)),
                      at),
              "N05",
              PerturbationConfusionTest::lagrangian,
              "N09",
              PerturbationConfusionTest::shiftOperator,
              "N11",
              (outer, inner, at) ->
                  derivative(
                      outer, x -> x.times(derivative(inner, y -> x.times(y).times(y), x)), at),
              "N13",
              (outer, inner, at) ->
                  derivative(outer, x -> derivative(inner, y -> x.times(y).sin(), x), at),
              "N15",
              (outer, inner, at) -> nthDerivative(6, outer, inner, Tensor::reciprocal).apply(at),
              "N17",
              (outer, inner, at) ->
                  jacobian(outer, x -> hessian(inner, PerturbationConfusionTest::chain, x), at),
              "N23",
              PerturbationConfusionTest::slopeTimesValue));

  /** ∂/∂q of ∂L/∂q̇ for L = |q̇|²/2 − g q₁, which does not depend on q. */
  private static Tensor lagrangian(Backend outer, Backend inner, Tensor at) {
    return jacobian(
        outer,
        q ->
            gradient(
                inner,
                v -> v.square().sum().times(0.5).minus(q.get(1).times(9.8)),
                Tensor.vector(3, 4)),
        at);
  }

  /** The derivative of a shift, applied twice: D̂ h (y) = d/du h(y + u) at u = 0. */
  private static Tensor shiftOperator(Backend outer, Backend inner, Tensor at) {
    return derivative(outer, u -> derivative(inner, w -> at.plus(u).plus(w).sin(), 0), 0);
  }

  private static TensorFunction nthDerivative(
      int n, Backend outer, Backend inner, TensorFunction f) {
    return n == 0
        ? f
        : x -> derivative(n % 2 == 0 ? outer : inner, nthDerivative(n - 1, outer, inner, f), x);
  }

  /** Rosenbrock's function of several coordinates. */
  private static Tensor chain(Tensor x) {
    int n = x.size();
    Tensor head = x.slice(0, 0, n - 1);
    Tensor tail = x.slice(0, 1, n);
    Tensor valley = tail.minus(head.square()).square().times(100);
    return head.unaryMinus().plus(1).square().plus(valley).sum();
  }

  private static Tensor slopeTimesValue(Backend outer, Backend inner, Tensor at) {
    TensorFunction f = t -> t.sin().div(3).times(t.cos().div(2));
    return gradient(outer, x -> derivative(inner, f, x.get(0)).times(f.apply(x.get(1))), at);
  }

  private static Map<String, JsonNode> cases() {
    Map<String, JsonNode> cases = new TreeMap<>();
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PerturbationConfusionTest.class.getResourceAsStream("/nesting/cases.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = mapper.readTree(line);
        cases.put(node.get("id").textValue(), node);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return cases;
  }

  @Test
  void everyCaseIsRun() {
    TreeSet<String> run = new TreeSet<>(PROGRAMS.keySet());
    run.add("N07"); // aMatrixComesBack, at a random point
    run.add("N21"); // OperatorsTest, functions that do not depend on x
    assertEquals(cases().keySet(), run);
  }

  @TestFactory
  Stream<DynamicTest> inAllPairsOfModes() {
    Map<String, JsonNode> cases = cases();
    return Engines.pairs("forward", "reverse", "mixed")
        .flatMap(
            specs ->
                PROGRAMS.entrySet().stream()
                    .map(
                        program ->
                            dynamicTest(
                                program.getKey() + " by " + String.join(" over ", specs),
                                () ->
                                    check(
                                        cases.get(program.getKey()),
                                        program.getValue(),
                                        Engines.named(specs.get(0)),
                                        Engines.named(specs.get(1))))));
  }

  private static void check(JsonNode expected, Program program, Backend outer, Backend inner) {
    Tensor actual = program.run(outer, inner, tensor(expected.get("x")));
    Tensor flat = actual.rank() < 2 ? actual : actual.flatten();
    Tensor wanted = tensor(expected.get("expected"));
    assertClose(
        wanted.rank() < 2 ? wanted : wanted.flatten(),
        flat,
        TOLERANCE,
        expected.get("f").textValue());
  }

  private static Tensor tensor(JsonNode node) {
    return node.isArray()
        ? Tensor.stack(
            0,
            StreamSupport.stream(node.spliterator(), false)
                .map(PerturbationConfusionTest::tensor)
                .toList())
        : Tensor.scalar(node.doubleValue());
  }

  @TestFactory
  Stream<DynamicTest> aMatrixComesBack() {
    double[] elements = new SplittableRandom(10).doubles(80, -1, 1).toArray();
    Tensor a = Tensor.of(elements, 10, 8);
    Tensor x = Tensor.vector(new SplittableRandom(8).doubles(8, -1, 1).toArray());
    assertTrue(cases().get("N07").get("f").textValue().contains("10x8"));
    return Engines.pairs("forward", "reverse", "mixed")
        .map(
            specs ->
                dynamicTest(
                    "N07 by " + String.join(" over ", specs),
                    () ->
                        assertClose(
                            a,
                            jacobian(
                                Engines.named(specs.get(0)),
                                p ->
                                    gradient(
                                        Engines.named(specs.get(1)),
                                        y -> y.dot(a.matmul(p)),
                                        Tensor.ones(10)),
                                x),
                            TOLERANCE,
                            "jac_x( grad_y( y . (A x) ) )")));
  }
}
