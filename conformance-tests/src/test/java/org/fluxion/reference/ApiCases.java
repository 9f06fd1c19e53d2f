package org.fluxion.reference;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.reference.Case.first;
import static org.fluxion.reference.Case.firstBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/** What operators promise whatever they differentiate. */
final class ApiCases {
  static final List<Case> CASES =
      List.of(
          firstBy("A01", ApiCases::ofTwoArguments),
          first("A03", Derivatives::gradient, x -> x.get(0).square()),
          firstBy("A05", ApiCases::theInputIsLeftAlone),
          first("A07", Derivatives::jacobian, ApiCases::writtenTwice),
          first("A09", Derivatives::gradient, x -> x.get(0).times(x.get(1))),
          first(
              "A11",
              Derivatives::jacobian,
              x -> Tensor.stack(0, x.get(0).times(x.get(1)), x.get(2).sin())),
          firstBy("A13", ApiCases::theValueIsThatOfTheFunction),
          firstBy("A15", ApiCases::anExceptionLeavesNothingBehind));

  private ApiCases() {}

  /** By a scalar and a vector at once; the reference lists both in one row. */
  private static void ofTwoArguments(Engine engine, Reference reference) {
    Tensor x = reference.x();
    Map<String, Tensor> g =
        gradient(
            engine.outer(),
            (Map<String, Tensor> a) -> a.get("y").times(a.get("x")).sum(),
            Map.of("x", x.get(0), "y", x.slice(0, 1, 3)));
    reference.accepts(Tensor.concat(0, g.get("x").reshape(1), g.get("y")));
  }

  private static void theInputIsLeftAlone(Engine engine, Reference reference) {
    assertEquals("input intact", reference.expected().textValue());
    double[] given = reference.x().toArray();
    double[] elements = given.clone();
    Tensor x = Tensor.vector(elements);
    TensorFunction f = a -> a.square().prod().plus(a.sum().exp());
    gradient(engine.outer(), f, x);
    prepareGradient(engine.outer(), f, x).into(elements, new double[elements.length]);
    assertArrayEquals(given, elements);
    assertArrayEquals(given, x.toArray());
  }

  private static Tensor writtenTwice(Tensor x) {
    Tensor[] y = new Tensor[1];
    y[0] = x.get(0);
    y[0] = x.get(1).times(3);
    return Tensor.stack(0, y);
  }

  private static void theValueIsThatOfTheFunction(Engine engine, Reference reference) {
    assertEquals("f(x)", reference.expected().textValue());
    TensorFunction f = x -> x.sin().times(x.exp()).logSumExp().plus(x.square().prod().tanh());
    Tensor x = Tensor.vector(0.3, -1.7, 2.9);
    assertEquals(
        Double.doubleToRawLongBits(f.apply(x).item()),
        Double.doubleToRawLongBits(valueAndGradient(engine.outer(), f, x).value().item()));
  }

  private static void anExceptionLeavesNothingBehind(Engine engine, Reference reference) {
    assertEquals("next call correct", reference.expected().textValue());
    Tensor x = Tensor.vector(1, 2);
    TensorFunction broken =
        a -> {
          throw new IllegalStateException("after computing " + a.square().sum());
        };
    TensorFunction nested = a -> gradient(engine.inner(), broken, a).sum();
    for (TensorFunction f : List.of(broken, nested)) {
      assertThrows(IllegalStateException.class, () -> gradient(engine.outer(), f, x));
      assertArrayEquals(
          new double[] {2, 4}, gradient(engine.outer(), a -> a.square().sum(), x).toArray());
    }
  }
}
