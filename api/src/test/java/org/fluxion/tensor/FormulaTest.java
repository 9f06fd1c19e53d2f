package org.fluxion.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas and loops of pointwise primitives say the same, bit for bit. */
class FormulaTest {
  private static final double[] NUMBERS = numbers();

  private static double[] numbers() {
    double[] special = {
      0.0,
      -0.0,
      1,
      -1,
      0.5,
      -0.5,
      3,
      1e-310,
      -1e-310,
      4.9e-324,
      1e150,
      -1e150,
      1e200,
      1e308,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN
    };
    SplittableRandom random = new SplittableRandom(7);
    return DoubleStream.concat(
            Arrays.stream(special), random.doubles(6).map(u -> Math.scalb(2 * u - 1, 3)))
        .toArray();
  }

  static Stream<Pointwise> stated() {
    return Stream.of(
        Additive.PLUS,
        Additive.MINUS,
        Additive.NEGATIVE,
        BinaryFunction.TIMES,
        BinaryFunction.DIV,
        BinaryFunction.MAXIMUM,
        BinaryFunction.MINIMUM,
        Comparison.GREATER,
        Comparison.GREATER_OR_EQUAL,
        Comparison.EQUAL,
        new ConstantMinusSquare(1),
        new ConstantMinusSquare(-2.5),
        HypotSlope.INSTANCE,
        new Multiple(-2),
        new Multiple(0.1),
        new Offset(0.1),
        new Offset(-1e308),
        Scale.INSTANCE,
        ScaledSum.INSTANCE,
        Slopes.ATAN,
        Slopes.RECIPROCAL_FROM_ABOVE,
        Step.SIGN,
        Step.STOP_GRADIENT,
        UnaryFunction.ABS,
        UnaryFunction.RECIPROCAL,
        UnaryFunction.RELU,
        UnaryFunction.SQRT,
        UnaryFunction.SQUARE,
        Where.INSTANCE);
  }

  @ParameterizedTest
  @MethodSource("stated")
  void aFormulaGivesTheBitsOfTheLoop(Pointwise primitive) {
    int arity = arity(primitive);
    int count = (int) Math.pow(NUMBERS.length, arity);
    double[][] operands = new double[arity][count];
    Shape[] shapes = new Shape[arity];
    Arrays.fill(shapes, Shape.of(count));
    for (int i = 0, rest = 0; i < count; i++, rest = i) {
      for (int k = 0; k < arity; k++, rest /= NUMBERS.length) {
        operands[k][i] = NUMBERS[rest % NUMBERS.length];
      }
    }
    double[] looped = new double[count];
    primitive.onArrays(shapes).run(operands, looped);
    for (int i = 0; i < count; i++) {
      int at = i;
      List<Double> own = Arrays.stream(operands).map(operand -> operand[at]).toList();
      Double value = primitive.formula(new PlainArithmetic(), own);
      assertNotNull(value, primitive.name());
      // Bits, but that a NaN is a NaN.
      assertEquals(looped[i], value, () -> primitive.name() + own);
    }
  }

  private static int arity(Pointwise primitive) {
    if (primitive == ScaledSum.INSTANCE) {
      return 4;
    }
    if (primitive == Where.INSTANCE || primitive == HypotSlope.INSTANCE) {
      return 3;
    }
    boolean two =
        primitive instanceof BinaryFunction
            || primitive instanceof Comparison
            || primitive == Scale.INSTANCE
            || primitive == Additive.PLUS
            || primitive == Additive.MINUS;
    return two ? 2 : 1;
  }

  @Test
  void whatIsLeftToTheKernelsHasNone() {
    List<Double> one = List.of(0.5, 0.5);
    for (Pointwise primitive :
        List.of(UnaryFunction.EXP, BinaryFunction.POW, TanhSlope.INSTANCE, Step.FLOOR)) {
      assertNull(primitive.formula(new PlainArithmetic(), one), primitive.name());
    }
  }

  @Test
  void relationsDoNotHoldForNaN() {
    for (Arithmetic.Relation relation : Arithmetic.Relation.values()) {
      assertEquals(false, relation.holds(Double.NaN, 1));
      assertEquals(false, relation.holds(1, Double.NaN));
    }
    assertEquals(true, Arithmetic.Relation.EQUAL.holds(0.0, -0.0));
    assertEquals(false, Arithmetic.Relation.LESS.holds(1, 1));
    assertEquals(true, Arithmetic.Relation.AT_MOST.holds(1, 1));
  }

  private record PlainArithmetic() implements Arithmetic<Double> {
    @Override
    public Double constant(double value) {
      return value;
    }

    @Override
    public Double plus(Double a, Double b) {
      return a + b;
    }

    @Override
    public Double minus(Double a, Double b) {
      return a - b;
    }

    @Override
    public Double times(Double a, Double b) {
      return a * b;
    }

    @Override
    public Double div(Double a, Double b) {
      return a / b;
    }

    @Override
    public Double negative(Double a) {
      return -a;
    }

    @Override
    public Double fma(Double a, Double b, Double c) {
      return Math.fma(a, b, c);
    }

    @Override
    public Double abs(Double a) {
      return Math.abs(a);
    }

    @Override
    public Double sqrt(Double a) {
      return Math.sqrt(a);
    }

    @Override
    public Double maximum(Double a, Double b) {
      return Math.max(a, b);
    }

    @Override
    public Double minimum(Double a, Double b) {
      return Math.min(a, b);
    }

    @Override
    public Double choose(Relation relation, Double a, Double b, Double then, Double otherwise) {
      return relation.holds(a, b) ? then : otherwise;
    }
  }
}
