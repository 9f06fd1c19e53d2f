package org.fluxion.conformance;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.CustomRule;
import org.fluxion.Derivatives;
import org.fluxion.DifferentiateWith;
import org.fluxion.FixedParams;
import org.fluxion.ValueAndGradient;
import org.fluxion.conformance.Recorder.Application;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The primitives that the operators and the nested rule make obey the laws as well. */
class ApiPrimitivesTest extends PrimitiveConformance {
  private static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);
  private static final Tensor THETA = Tensor.vector(1.3, 0.6, -0.8);

  private static final FixedParams.OfTensor<Tensor> SCALAR = (x, p) -> x.times(p).sin().sum();
  private static final FixedParams.OfTensor<Tensor> VECTOR =
      (x, p) -> x.times(p).sin().slice(0, 0, 2);

  /** Inner operators, each applied to a function of x with parameters p. */
  private static final Map<String, Inner> INNER =
      new TreeMap<>(
          Map.ofEntries(
              entry("gradient", (b, x, p) -> Derivatives.gradient(b, of(SCALAR, p), x)),
              entry("valueAndGradient", ApiPrimitivesTest::valueAndGradient),
              entry(
                  "pullback",
                  (b, x, p) -> Derivatives.pullback(b, of(VECTOR, p), x, x.slice(0, 1, 3))),
              entry(
                  "pushforward",
                  (b, x, p) -> Derivatives.pushforward(b, of(VECTOR, p), x, p.square())),
              entry("jacobian", (b, x, p) -> Derivatives.jacobian(b, of(VECTOR, p), x)),
              entry("hvp", (b, x, p) -> Derivatives.hvp(b, of(SCALAR, p), x, p.square())),
              entry("hessian", (b, x, p) -> Derivatives.hessian(b, of(SCALAR, p), x)),
              entry("laplacian", (b, x, p) -> Derivatives.laplacian(b, of(SCALAR, p), x)),
              entry(
                  "batchedJacobian",
                  (b, x, p) ->
                      Derivatives.batchedJacobian(
                          b, of((z, q) -> z.times(q).sin(), p), Tensor.stack(0, x, x.square()))),
              entry(
                  "derivative",
                  (b, x, p) ->
                      Derivatives.derivative(b, of((z, q) -> z.times(q).sin(), p), x.get(0))),
              entry(
                  "secondDerivative",
                  (b, x, p) ->
                      Derivatives.secondDerivative(
                          b, of((z, q) -> z.times(q).sin(), p), x.get(0)))));

  private static final List<String> BACKENDS = List.of("forward", "reverse", "mixed");

  @Override
  protected Stream<PrimitiveSample> samples() {
    return Stream.concat(nested(), Stream.of(delegated(), custom()));
  }

  /** Every inner operator by every backend; the ways that gradients have, for gradients. */
  private static Stream<PrimitiveSample> nested() {
    Stream<PrimitiveSample> recorded =
        INNER.keySet().stream().flatMap(name -> BACKENDS.stream().map(b -> sample(name, b)));
    Stream<PrimitiveSample> otherWays =
        Stream.of("gradient", "valueAndGradient", "pullback", "jacobian")
            .flatMap(
                name ->
                    Stream.of("forwardOverReverse", "recompute", "reverseOverForward")
                        .flatMap(
                            way ->
                                BACKENDS.stream()
                                    .map(b -> sample(name, b + "(nested=" + way + ")"))));
    return Stream.concat(recorded, otherWays);
  }

  @Test
  void eachIsWhatItIsMeantToBe() {
    nested()
        .forEach(
            sample ->
                assertTrue(sample.primitive().name().startsWith("nested "), sample.toString()));
    assertEquals("differentiateWith(reverse)", delegated().primitive().name());
    assertEquals("product", custom().primitive().name());
  }

  private static PrimitiveSample sample(String operator, String spec) {
    Backend backend = Backends.named(spec);
    Inner inner = INNER.get(operator);
    return first(
        "nested ",
        operator + " by " + spec,
        watched -> inner.at(backend, watched.apply(X), watched.apply(THETA)));
  }

  private static Tensor valueAndGradient(Backend backend, Tensor x, Tensor p) {
    ValueAndGradient<Tensor> both = Derivatives.valueAndGradient(backend, of(SCALAR, p), x);
    return both.gradient().times(both.value());
  }

  private static FixedParams<Tensor, Tensor> of(FixedParams.OfTensor<Tensor> f, Tensor p) {
    return FixedParams.of(f, p);
  }

  /** An inner operator by a backend, at x with parameters p. */
  @FunctionalInterface
  private interface Inner {
    Tensor at(Backend backend, Tensor x, Tensor p);
  }

  private static PrimitiveSample delegated() {
    DifferentiateWith<List<Tensor>> f =
        DifferentiateWith.ofStructure(
            l -> l.get(0).times(l.get(1).exp()), Backends.named("reverse"));
    return first(
        "differentiateWith",
        "two operands",
        watched -> f.apply(List.of(watched.apply(X), watched.apply(THETA))));
  }

  static PrimitiveSample custom() {
    CustomRule product =
        CustomRule.of(
            "product",
            a -> a[0].times(a[1]),
            (a, d) -> d[0].times(a[1]).plus(d[1].times(a[0])),
            (a, c) -> new Tensor[] {c.times(a[1]), c.times(a[0])});
    return first(
        "product",
        "two operands",
        watched -> product.apply(watched.apply(X), watched.apply(THETA)));
  }

  @FunctionalInterface
  private interface Program {
    Tensor run(UnaryOperator<Tensor> watched);
  }

  /** {@return the first primitive of that kind of name that a program applies, at its operands} */
  private static PrimitiveSample first(String prefix, String label, Program program) {
    List<Application> log = new ArrayList<>();
    try (Recorder recorder = new Recorder(log::add)) {
      program.run(recorder::watch);
    }
    Application chosen =
        log.stream()
            .filter(each -> each.primitive().name().startsWith(prefix))
            .findFirst()
            .orElseThrow(() -> new AssertionError(label + " applies " + log));
    return PrimitiveSample.of(label, chosen.primitive(), chosen.operands());
  }
}
