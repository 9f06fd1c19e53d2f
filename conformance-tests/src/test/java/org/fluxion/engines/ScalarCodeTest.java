package org.fluxion.engines;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.Derivatives.valueAndDerivative;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.TensorFunction;
import org.fluxion.ValueAndDerivative;
import org.fluxion.ValueAndGradient;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Elementwise;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions that take tensors apart and compute number by number. */
class ScalarCodeTest {
  private static final Map<String, UnaryOperator<Tensor>> FUNCTIONS = new LinkedHashMap<>();
  private static final Map<String, BinaryOperator<Tensor>> OPERATIONS = new LinkedHashMap<>();

  static {
    FUNCTIONS.put("unaryMinus", Tensor::unaryMinus);
    FUNCTIONS.put("abs", Tensor::abs);
    FUNCTIONS.put("sign", Tensor::sign);
    FUNCTIONS.put("exp", Tensor::exp);
    FUNCTIONS.put("log", Tensor::log);
    FUNCTIONS.put("log1p", Tensor::log1p);
    FUNCTIONS.put("sqrt", Tensor::sqrt);
    FUNCTIONS.put("cbrt", Tensor::cbrt);
    FUNCTIONS.put("square", Tensor::square);
    FUNCTIONS.put("reciprocal", Tensor::reciprocal);
    FUNCTIONS.put("sin", Tensor::sin);
    FUNCTIONS.put("tan", Tensor::tan);
    FUNCTIONS.put("acos", Tensor::acos);
    FUNCTIONS.put("atan", Tensor::atan);
    FUNCTIONS.put("tanh", Tensor::tanh);
    FUNCTIONS.put("sigmoid", Tensor::sigmoid);
    FUNCTIONS.put("softplus", Tensor::softplus);
    FUNCTIONS.put("relu", Tensor::relu);
    FUNCTIONS.put("gelu", Tensor::gelu);
    FUNCTIONS.put("erf", Tensor::erf);
    FUNCTIONS.put("lgamma", Tensor::lgamma);
    FUNCTIONS.put("times 0", x -> x.times(0));
    FUNCTIONS.put("times ∞", x -> x.times(Double.POSITIVE_INFINITY));
    FUNCTIONS.put("minus 1", x -> x.minus(1));
    FUNCTIONS.put("pow 0", x -> x.pow(0));
    FUNCTIONS.put("pow 2.5", x -> x.pow(2.5));
    OPERATIONS.put("plus", Tensor::plus);
    OPERATIONS.put("minus", Tensor::minus);
    OPERATIONS.put("times", Tensor::times);
    OPERATIONS.put("div", Tensor::div);
    OPERATIONS.put("pow", Tensor::pow);
    OPERATIONS.put("atan2", Tensor::atan2);
    OPERATIONS.put("hypot", Tensor::hypot);
    OPERATIONS.put("maximum", Tensor::maximum);
    OPERATIONS.put("greater", Tensor::greater);
  }

  private static final double[] NUMBERS = {
    0, 0.3, -0.8, 1, 2, -2, 1e200, -1e-300, Double.POSITIVE_INFINITY, Double.NaN
  };

  /** Arrays of one element go another way, on tensors: each number is the same to the bit. */
  @TestFactory
  Stream<DynamicTest> aFunctionOfANumberIsThatOfAnArrayOfOneElement() {
    return FUNCTIONS.entrySet().stream()
        .map(
            f ->
                DynamicTest.dynamicTest(
                    f.getKey(),
                    () -> {
                      for (double x : NUMBERS) {
                        assertSameAsInAnArray(f.getValue()::apply, x);
                      }
                    }));
  }

  private static void assertSameAsInAnArray(TensorFunction f, double x) {
    Tensor one = Tensor.scalar(1);
    for (String spec : Engines.EXACT) {
      Backend backend = Engines.named(spec);
      Tensor array = pushforward(backend, f, Tensor.vector(x), Tensor.vector(1));
      String message = spec + " at " + x;
      assertSame(array.get(0), derivative(backend, f, Tensor.scalar(x)), message);
      assertSame(array.get(0), pullback(backend, f, Tensor.scalar(x), one), message);
    }
  }

  @TestFactory
  Stream<DynamicTest> anOperationOnNumbersIsThatOnArraysOfOneElement() {
    return OPERATIONS.entrySet().stream()
        .map(
            f ->
                DynamicTest.dynamicTest(
                    f.getKey(),
                    () -> {
                      for (double a : NUMBERS) {
                        for (double b : NUMBERS) {
                          assertSameAsInArrays(f.getValue(), a, b);
                        }
                      }
                    }));
  }

  private static void assertSameAsInArrays(BinaryOperator<Tensor> f, double a, double b) {
    Tensor x = Tensor.vector(a, b);
    for (String spec : Engines.EXACT) {
      Backend backend = Engines.named(spec);
      Tensor arrays = gradient(backend, v -> f.apply(v.slice(0, 0, 1), v.slice(0, 1, 2)).sum(), x);
      Tensor numbers = gradient(backend, v -> f.apply(v.get(0), v.get(1)), x);
      String message = spec + " at " + a + " and " + b;
      assertSame(arrays.get(0), numbers.get(0), message);
      assertSame(arrays.get(1), numbers.get(1), message);
    }
  }

  /** To the bit, but for the signs of zeros. */
  private static void assertSame(Tensor expected, Tensor actual, String message) {
    assertEquals(expected.item() + 0.0, actual.item() + 0.0, message);
  }

  /** x³ sin x and its first derivatives. */
  private static final TensorFunction CUBE_SINE = x -> x.times(x).times(x.times(x.sin()));

  private static final List<DoubleUnaryOperator> DERIVATIVES =
      List.of(
          x -> 3 * x * x * Math.sin(x) + x * x * x * Math.cos(x),
          x -> (6 * x - x * x * x) * Math.sin(x) + 6 * x * x * Math.cos(x),
          x -> (6 - 9 * x * x) * Math.sin(x) + (18 * x - x * x * x) * Math.cos(x));

  @TestFactory
  Stream<DynamicTest> threeDerivativesAreRightInAllOrdersOfModes() {
    return Engines.triples("forward", "reverse", "mixed")
        .map(
            specs ->
                DynamicTest.dynamicTest(
                    String.join(" over ", specs),
                    () -> {
                      TensorFunction f = CUBE_SINE;
                      for (int order = 0; order < specs.size(); order++) {
                        Backend backend = Engines.named(specs.get(specs.size() - 1 - order));
                        TensorFunction before = f;
                        f = x -> derivative(backend, before, x);
                        double expected = DERIVATIVES.get(order).applyAsDouble(0.7);
                        assertClose(
                            Tensor.scalar(expected), f.apply(Tensor.scalar(0.7)), "order " + order);
                      }
                    }));
  }

  /** Σᵢ x₀ xᵢ + x₁² of three elements: x is used by the element and as a whole. */
  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void numbersAndArraysMix(String spec) {
    TensorFunction f = x -> x.get(0).times(x).sum().plus(x.get(1).square());
    Tensor x = Tensor.vector(2, 3, 5);
    assertClose(
        Tensor.vector(2 + 3 + 5 + 2, 2 + 6, 2), gradient(Engines.named(spec), f, x), "gradient");
    Tensor expected = Tensor.matrix(new double[][] {{2, 1, 1}, {1, 2, 0}, {1, 0, 0}});
    assertClose(expected, hessian(Engines.named(spec), f, x), "hessian");
    assertClose(
        expected,
        jacobian(Engines.named(spec), v -> gradient(Engines.named(spec), f, v), x),
        "jacobian");
  }

  /** Elements of rows, beside rows and the whole. */
  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void partsOfPartsComeTogether(String spec) {
    TensorFunction f =
        x -> x.get(1).get(0).times(x.get(0, 1)).plus(x.get(1).sum()).plus(x.square().sum());
    Tensor x = Tensor.matrix(new double[][] {{1, 2}, {3, 4}});
    Tensor expected = Tensor.matrix(new double[][] {{2, 4 + 3}, {6 + 1 + 2, 8 + 1}});
    assertClose(expected, gradient(Engines.named(spec), f, x), "gradient");
  }

  /** ⟨u, (x₀ x₁, x₀²)⟩ pulled back is linear in u, which is watched while x is not. */
  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aCotangentMayBeWatchedWhereNumbersAreNot(String spec) {
    Backend backend = Engines.named(spec);
    Tensor x = Tensor.vector(2, 3);
    TensorFunction f = v -> Tensor.stack(0, v.get(0).times(v.get(1)), v.get(0).square().times(1));
    TensorFunction pulled = u -> pullback(backend, f, x, u);
    assertClose(
        Tensor.matrix(new double[][] {{3, 4}, {2, 0}}),
        jacobian(backend, pulled, Tensor.vector(0.4, 0.9)),
        "jacobian");
    TensorFunction pushed = t -> pushforward(backend, f, x, t);
    assertClose(
        Tensor.matrix(new double[][] {{3, 2}, {4, 0}}),
        jacobian(backend, pushed, Tensor.vector(0.4, 0.9)),
        "jacobian");
  }

  @Test
  void manyTangentsAndCotangentsGoOverOneTape() {
    Linearization at =
        Engines.named("reverse")
            .linearize(
                v -> new Tensor[] {v[0].times(v[0]).minus(v[1].times(4)).div(v[1])},
                Tensor.scalar(3),
                Tensor.scalar(2));
    // x²/y − 4 has the derivatives 2x/y = 3 and −x²/y² = −9/4.
    Tensor[] pulled = at.pullbackBatch(Tensor.vector(1, 0, -2));
    assertClose(Tensor.vector(3, 0, -6), pulled[0], "x");
    assertClose(Tensor.vector(-2.25, 0, 4.5), pulled[1], "y");
    assertClose(Tensor.scalar(3), at.pullback(Tensor.scalar(1))[0], "x once more");
    Tensor pushed = at.pushforwardBatch(Tensor.vector(1, 0), Tensor.vector(0, 1))[0];
    assertClose(Tensor.vector(3, -2.25), pushed, "forward");
    assertClose(Tensor.scalar(0.75), at.pushforward(Tensor.scalar(1), Tensor.scalar(1))[0], "once");
  }

  /** √x₀ is infinitely steep at 0: where it is not wanted, that does not matter. */
  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void zerosAreStrongBetweenNumbers(String spec) {
    TensorFunction f = x -> x.get(0).sqrt().times(0).plus(x.get(1));
    assertEquals(Tensor.vector(0, 1), gradient(Engines.named(spec), f, Tensor.vector(0, 4)));
    TensorFunction root = x -> x.get(0).sqrt().plus(x.get(1));
    assertEquals(
        Tensor.vector(Double.POSITIVE_INFINITY, 1),
        gradient(Engines.named(spec), root, Tensor.vector(0, 4)));
    assertEquals(
        Tensor.scalar(1),
        pushforward(Engines.named(spec), root, Tensor.vector(0, 4), Tensor.vector(0, 1)));
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void whatIsNotANumberIsPassedOn(String spec) {
    TensorFunction f = x -> x.get(0).times(x.get(1)).plus(x.get(2));
    Tensor gradient =
        gradient(Engines.named(spec), f, Tensor.vector(Double.NaN, Double.NEGATIVE_INFINITY, 1));
    assertEquals(Tensor.vector(Double.NEGATIVE_INFINITY, Double.NaN, 1), gradient);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aPrimitiveMayHaveAnyNumberOfOperands(String spec) {
    TensorFunction f =
        x -> new SumOfSquares().apply(x.get(0), x.get(1), x.get(2), x.get(3), x.get(4));
    assertClose(
        Tensor.vector(2, 4, 6, 8, 10),
        gradient(Engines.named(spec), f, Tensor.vector(1, 2, 3, 4, 5)),
        "gradient");
  }

  /** a² + b² + …. */
  private record SumOfSquares() implements Elementwise {
    @Override
    public String name() {
      return "sumOfSquares";
    }

    @Override
    public void loop(double[][] operands, double[] result) {
      for (int i = 0; i < result.length; i++) {
        result[i] = 0;
        for (double[] operand : operands) {
          result[i] += operand[i] * operand[i];
        }
      }
    }

    @Override
    public Tensor partial(int operand, Tensor[] operands, Tensor result) {
      return operands[operand].times(2);
    }
  }

  /** The inner derivative is the captured c, and the outer one that of c². */
  @TestFactory
  Stream<DynamicTest> aRuleMayCaptureWhatAnOuterDerivativeWatches() {
    return Engines.pairs("forward", "reverse")
        .map(
            specs ->
                DynamicTest.dynamicTest(
                    String.join(" over ", specs),
                    () -> {
                      Backend outer = Engines.named(specs.get(0));
                      Backend inner = Engines.named(specs.get(1));
                      Tensor x = Tensor.scalar(5);
                      TensorFunction slope =
                          c -> derivative(inner, v -> new Steep(c).apply(v), x).times(c);
                      assertClose(
                          Tensor.scalar(6), derivative(outer, slope, Tensor.scalar(3)), "d/dc c²");
                    }));
  }

  /** The value itself, whose derivative is said to be c. */
  private record Steep(Tensor c) implements Elementwise {
    @Override
    public String name() {
      return "steep";
    }

    @Override
    public void loop(double[][] operands, double[] result) {
      System.arraycopy(operands[0], 0, result, 0, result.length);
    }

    @Override
    public Tensor partial(int operand, Tensor[] operands, Tensor result) {
      return c;
    }
  }

  /** What the rule computes from the captured number is a constant, −1, and disturbs nothing. */
  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aRuleMayComputeWithWhatItsOwnDerivativeWatches(String spec) {
    TensorFunction f = v -> new SteepAsSign(v).apply(v).times(1);
    assertEquals(
        new ValueAndDerivative(Tensor.scalar(-5), Tensor.scalar(-1)),
        valueAndDerivative(Engines.named(spec), f, Tensor.scalar(-5)));
    assertEquals(
        new ValueAndGradient<>(Tensor.scalar(-5), Tensor.scalar(-1)),
        valueAndGradient(Engines.named(spec), f, Tensor.scalar(-5)));
  }

  /** The value itself, whose derivative is said to be the sign of c. */
  private record SteepAsSign(Tensor c) implements Elementwise {
    @Override
    public String name() {
      return "steepAsSign";
    }

    @Override
    public void loop(double[][] operands, double[] result) {
      System.arraycopy(operands[0], 0, result, 0, result.length);
    }

    @Override
    public Tensor partial(int operand, Tensor[] operands, Tensor result) {
      return c.sign();
    }
  }

  @Test
  void aLongTapeHasManySegments() {
    int n = 5_000;
    TensorFunction f =
        x -> {
          Tensor sum = x.get(0);
          for (int i = 1; i < n; i++) {
            sum = sum.plus(x.get(i).times(x.get(i - 1)));
          }
          return sum;
        };
    double[] x = DoubleStream.iterate(1, v -> -v / 1.001).limit(n).toArray();
    double[] expected = new double[n];
    expected[0] = 1;
    for (int i = 1; i < n; i++) {
      expected[i] += x[i - 1];
      expected[i - 1] += x[i];
    }
    Tensor gradient = gradient(Engines.named("reverse"), f, Tensor.vector(x));
    assertClose(Tensor.vector(expected), gradient, "gradient");
    Tensor direction = Tensor.ones(n);
    double pushed = pushforward(Engines.named("reverse"), f, Tensor.vector(x), direction).item();
    assertEquals(DoubleStream.of(expected).sum(), pushed, 1e-10);
    assertTrue(Double.isFinite(pushed));
  }
}
