package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.CustomRule;
import org.fluxion.Derivatives;
import org.fluxion.DifferentiateWith;
import org.fluxion.FixedParams;
import org.fluxion.conformance.Recorder.Application;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The primitives that the operators and the nested rule make obey the laws as well. */
class ApiPrimitivesTest extends PrimitiveConformance {
  private static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);
  private static final Tensor THETA = Tensor.vector(1.3, 0.6, -0.8);

  @Override
  protected Stream<PrimitiveSample> samples() {
    return Stream.of(nested("forward"), nested("reverse"), nested("mixed"), delegated(), custom());
  }

  @Test
  void eachIsWhatItIsMeantToBe() {
    List<String> names = samples().map(s -> s.primitive().name()).toList();
    assertEquals(
        List.of(
            "nestedGradient",
            "nestedGradient",
            "nestedGradient",
            "differentiateWith(reverse)",
            "product"),
        names);
  }

  private static PrimitiveSample nested(String spec) {
    Backend inner = Backends.named(spec);
    FixedParams.OfTensor<Tensor> f = (x, p) -> x.times(p).sin().sum();
    return first(
        "gradient by " + spec,
        watched ->
            Derivatives.gradient(inner, FixedParams.of(f, watched.apply(THETA)), watched.apply(X)));
  }

  private static PrimitiveSample delegated() {
    DifferentiateWith<List<Tensor>> f =
        DifferentiateWith.ofStructure(
            l -> l.get(0).times(l.get(1).exp()), Backends.named("reverse"));
    return first(
        "two operands", watched -> f.apply(List.of(watched.apply(X), watched.apply(THETA))));
  }

  private static PrimitiveSample custom() {
    CustomRule product =
        CustomRule.of(
            "product",
            a -> a[0].times(a[1]),
            (a, d) -> d[0].times(a[1]).plus(d[1].times(a[0])),
            (a, c) -> new Tensor[] {c.times(a[1]), c.times(a[0])});
    return first("two operands", watched -> product.apply(watched.apply(X), watched.apply(THETA)));
  }

  @FunctionalInterface
  private interface Program {
    Tensor run(UnaryOperator<Tensor> watched);
  }

  /** {@return the first primitive that a program applies, at the operands that it applies it to} */
  private static PrimitiveSample first(String label, Program program) {
    List<Application> log = new ArrayList<>();
    try (Recorder recorder = new Recorder(log::add)) {
      program.run(recorder::watch);
    }
    return PrimitiveSample.of(label, log.get(0).primitive(), log.get(0).operands());
  }
}
