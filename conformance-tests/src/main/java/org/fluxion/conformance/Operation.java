package org.fluxion.conformance;

import java.util.Arrays;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.fluxion.tensor.Tensor;

/**
 * One step of a random program: an operation with its parameters, as code and as text.
 *
 * @param pattern Java source, with {@code %1$s} for the first operand and so on
 * @param apply the same as code
 * @param safe whether operands, all plain, are well inside the domain and away from kinks
 * @param trait what it is like in the neighbourhood
 */
record Operation(String pattern, Apply apply, Predicate<Tensor[]> safe, Trait trait) {
  /** What an operation computes. */
  @FunctionalInterface
  interface Apply {
    Tensor to(Tensor... operands);
  }

  /** What differences may rely on. */
  enum Trait {
    /** Has derivatives of all orders, far and wide. */
    SMOOTH,
    /** Has kinks or steps somewhere. */
    KINKED,
    /** Has another derivative than its values suggest, as {@code stopGradient} has. */
    DECREED
  }

  static Operation unary(String call, UnaryOperator<Tensor> apply) {
    return new Operation("%1$s." + call, x -> apply.apply(x[0]), x -> true, Trait.SMOOTH);
  }

  static Operation binary(String call, BinaryOperator<Tensor> apply) {
    return new Operation(
        "%1$s." + call.replace("()", "(%2$s)"),
        x -> apply.apply(x[0], x[1]),
        x -> true,
        Trait.SMOOTH);
  }

  /** {@return the same where each element of the first operand is in the domain} */
  Operation where(DoublePredicate domain) {
    return whereAll(x -> Arrays.stream(x[0].toArray()).allMatch(domain));
  }

  /** {@return the same where two operands are in the domain} */
  Operation whereBoth(BiPredicate<Tensor, Tensor> domain) {
    return whereAll(x -> domain.test(x[0], x[1]));
  }

  Operation whereAll(Predicate<Tensor[]> domain) {
    return new Operation(pattern, apply, domain, trait);
  }

  Operation as(Trait other) {
    return new Operation(pattern, apply, safe, other);
  }

  /** {@return source for operands of these names} */
  String source(Object... operands) {
    return String.format(pattern, operands);
  }
}
