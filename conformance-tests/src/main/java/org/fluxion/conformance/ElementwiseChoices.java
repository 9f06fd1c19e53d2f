package org.fluxion.conformance;

import static java.lang.Math.abs;
import static org.fluxion.conformance.Operation.binary;
import static org.fluxion.conformance.Operation.unary;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.fluxion.conformance.Operation.Trait;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Steps that act element by element, each within a domain where its slope is moderate. */
final class ElementwiseChoices {
  /** How far from a kink or a step a program stays. */
  private static final double MARGIN = 0.05;

  private ElementwiseChoices() {}

  static List<Choice> all() {
    return Stream.of(smooth(), kinked(), binaries(), masked(), withNumbers())
        .flatMap(choices -> choices)
        .toList();
  }

  private static Stream<Choice> smooth() {
    return Stream.of(
            unary("unaryMinus()", Tensor::unaryMinus),
            unary("exp()", Tensor::exp).where(x -> x < 2),
            unary("expm1()", Tensor::expm1).where(x -> x < 2),
            unary("log()", Tensor::log).where(x -> x > 0.2),
            unary("log1p()", Tensor::log1p).where(x -> x > -0.7),
            unary("sqrt()", Tensor::sqrt).where(x -> x > 0.2),
            unary("cbrt()", Tensor::cbrt).where(x -> abs(x) > 0.2),
            unary("square()", Tensor::square),
            unary("reciprocal()", Tensor::reciprocal).where(x -> abs(x) > 0.4),
            unary("sin()", Tensor::sin),
            unary("cos()", Tensor::cos),
            unary("tan()", Tensor::tan).where(x -> abs(x) < 1.1),
            unary("asin()", Tensor::asin).where(x -> abs(x) < 0.8),
            unary("acos()", Tensor::acos).where(x -> abs(x) < 0.8),
            unary("atan()", Tensor::atan),
            unary("sinh()", Tensor::sinh).where(x -> abs(x) < 2),
            unary("cosh()", Tensor::cosh).where(x -> abs(x) < 2),
            unary("tanh()", Tensor::tanh),
            unary("sigmoid()", Tensor::sigmoid),
            unary("softplus()", Tensor::softplus),
            unary("gelu()", Tensor::gelu),
            unary("erf()", Tensor::erf),
            unary("lgamma()", Tensor::lgamma).where(x -> x > 0.5),
            unary("digamma()", Tensor::digamma).where(x -> x > 0.5))
        .map(operation -> Choice.fixed(1, operation));
  }

  private static Stream<Choice> kinked() {
    DoublePredicate fromZero = x -> abs(x) > MARGIN;
    return Stream.of(
            unary("abs()", Tensor::abs).where(fromZero).as(Trait.KINKED),
            unary("relu()", Tensor::relu).where(fromZero).as(Trait.KINKED),
            unary("sign()", Tensor::sign).where(fromZero).as(Trait.KINKED),
            unary("floor()", Tensor::floor)
                .where(x -> abs(x - Math.rint(x)) > MARGIN)
                .as(Trait.KINKED),
            unary("stopGradient()", Tensor::stopGradient).as(Trait.DECREED))
        .map(operation -> Choice.fixed(1, operation));
  }

  private static Stream<Choice> binaries() {
    return Stream.of(
            binary("plus()", Tensor::plus),
            binary("minus()", Tensor::minus),
            binary("times()", Tensor::times),
            binary("div()", Tensor::div).whereBoth((a, b) -> least(b.abs()) > 0.4),
            binary("pow()", Tensor::pow).whereBoth((a, b) -> least(a) > 0.3),
            binary("atan2()", Tensor::atan2).whereBoth((a, b) -> least(a.hypot(b)) > 0.3),
            binary("hypot()", Tensor::hypot).whereBoth((a, b) -> least(a.hypot(b)) > 0.3),
            binary("maximum()", Tensor::maximum)
                .whereBoth(ElementwiseChoices::differ)
                .as(Trait.KINKED),
            binary("minimum()", Tensor::minimum)
                .whereBoth(ElementwiseChoices::differ)
                .as(Trait.KINKED))
        .map(operation -> Choice.fixed(2, operation));
  }

  private static Stream<Choice> masked() {
    return Stream.of(
            masked("greater", Tensor::greater),
            masked("greaterOrEqual", Tensor::greaterOrEqual),
            masked("less", Tensor::less),
            masked("lessOrEqual", Tensor::lessOrEqual),
            masked("equalTo", Tensor::equalTo))
        .map(operation -> Choice.fixed(2, operation));
  }

  private static Operation masked(String name, BiFunction<Tensor, Tensor, Tensor> compare) {
    return new Operation(
        "Tensor.where(%1$s." + name + "(%2$s), %1$s, %2$s.times(2))",
        x -> Tensor.where(compare.apply(x[0], x[1]), x[0], x[1].times(2)),
        x -> differ(x[0], x[1]),
        Trait.KINKED);
  }

  private static Stream<Choice> withNumbers() {
    return Stream.of(
        number("plus", Tensor::plus, Trait.SMOOTH),
        number("minus", Tensor::minus, Trait.SMOOTH),
        number("times", Tensor::times, Trait.SMOOTH),
        number("div", Tensor::div, Trait.SMOOTH),
        number("maximum", Tensor::maximum, Trait.KINKED),
        number("minimum", Tensor::minimum, Trait.KINKED),
        new Choice(
            1,
            (random, shapes) -> {
              double exponent = tenths(random);
              return unary("pow(" + exponent + ")", x -> x.pow(exponent)).where(x -> x > 0.3);
            }),
        new Choice(
            1,
            (random, shapes) -> {
              double half = Math.abs(tenths(random));
              return unary("clip(" + -half + ", " + half + ")", x -> x.clip(-half, half))
                  .where(x -> abs(abs(x) - half) > MARGIN)
                  .as(Trait.KINKED);
            }));
  }

  /** An operation with a number. */
  @FunctionalInterface
  private interface WithNumber {
    Tensor of(Tensor x, double number);
  }

  private static Choice number(String name, WithNumber apply, Trait trait) {
    return new Choice(
        1,
        (SplittableRandom random, Shape... shapes) -> {
          double number = tenths(random);
          Operation operation =
              unary(name + "(" + number + ")", x -> apply.of(x, number)).as(trait);
          return trait == Trait.SMOOTH ? operation : operation.where(x -> abs(x - number) > MARGIN);
        });
  }

  /** {@return one of ±0.5, ±0.6, … ±2.0} */
  private static double tenths(SplittableRandom random) {
    return (random.nextBoolean() ? 1 : -1) * random.nextInt(5, 21) / 10.0;
  }

  private static boolean differ(Tensor a, Tensor b) {
    return least(a.minus(b).abs()) > MARGIN;
  }

  private static double least(Tensor tensor) {
    return tensor.min().item();
  }
}
