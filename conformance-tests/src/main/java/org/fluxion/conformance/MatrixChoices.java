package org.fluxion.conformance;

import static org.fluxion.conformance.Operation.binary;
import static org.fluxion.conformance.Operation.unary;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.fluxion.conformance.Operation.Trait;
import org.fluxion.tensor.Tensor;

/**
 * Steps of linear algebra. What needs a regular or a definite matrix gets A Aᵀ + 1, of whatever
 * matrix A there is.
 */
final class MatrixChoices {
  /** How far apart eigenvalues are whose vectors are differentiated. */
  private static final double GAP = 0.3;

  private MatrixChoices() {}

  static List<Choice> all() {
    return List.of(
        Choice.fixed(2, binary("matmul()", Tensor::matmul)),
        Choice.fixed(2, binary("dot()", Tensor::dot)),
        Choice.fixed(2, binary("outer()", Tensor::outer)),
        Choice.fixed(1, unary("trace()", Tensor::trace)),
        Choice.fixed(1, unary("det()", Tensor::det)),
        definite("inverse()", Tensor::inverse, x -> true),
        definite("logDet()", Tensor::logDet, x -> true),
        definite("cholesky()", Tensor::cholesky, x -> true),
        definite("eigh().values()", a -> a.eigh().values(), MatrixChoices::hasGaps),
        definite("eigh().vectors()", a -> a.eigh().vectors(), MatrixChoices::hasGaps),
        new Choice(
            2,
            (random, shapes) ->
                shapes[0].rank() != 2
                    ? null
                    : new Operation(
                        pattern(shapes[0].get(0)) + ".solve(%2$s)",
                        x -> definite(x[0]).solve(x[1]),
                        x -> true,
                        Trait.SMOOTH)),
        new Choice(
            2,
            (random, shapes) -> {
              boolean lower = random.nextBoolean();
              return shapes[0].rank() != 2
                  ? null
                  : new Operation(
                      pattern(shapes[0].get(0)) + ".triangularSolve(%2$s, " + lower + ")",
                      x -> definite(x[0]).triangularSolve(x[1], lower),
                      x -> true,
                      Trait.SMOOTH);
            }));
  }

  private static Choice definite(String call, UnaryOperator<Tensor> apply, Predicate<Tensor> safe) {
    return new Choice(
        1,
        (random, shapes) ->
            shapes[0].rank() != 2
                ? null
                : new Operation(
                    pattern(shapes[0].get(0)) + "." + call,
                    x -> apply.apply(definite(x[0])),
                    x -> safe.test(definite(x[0])),
                    Trait.SMOOTH));
  }

  private static String pattern(int rows) {
    return "%1$s.matmul(%1$s.transpose()).plus(Tensor.eye(" + rows + "))";
  }

  private static Tensor definite(Tensor a) {
    return a.matmul(a.transpose()).plus(Tensor.eye(a.shape().get(0)));
  }

  private static boolean hasGaps(Tensor definite) {
    double[] values = definite.eigh().values().toArray();
    return IntStream.range(1, values.length).allMatch(i -> values[i] - values[i - 1] > GAP);
  }
}
