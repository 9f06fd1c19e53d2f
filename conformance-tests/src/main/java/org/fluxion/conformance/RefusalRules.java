package org.fluxion.conformance;

import java.util.List;
import java.util.concurrent.Callable;
import org.fluxion.Derivatives;
import org.fluxion.FluxionException;
import org.fluxion.TensorFunction;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.tensor.Tensor;

/** Family 9, continued: operations refuse operands that they have no result for. */
final class RefusalRules {
  private static final Tensor VECTOR = Tensor.vector(0.5, -1.2, 0.9);
  private static final Tensor MATRIX = Tensor.of(new double[] {2, 0.5, -1, 1.5, 1, 3}, 2, 3);
  private static final Tensor SQUARE = Tensor.of(new double[] {2, 0.5, -1, 1.5}, 2, 2);
  private static final Tensor SINGULAR = Tensor.of(new double[] {2, 1, 4, 2}, 2, 2);

  /** The first matrix is regular and positive definite, the second is neither. */
  private static final Tensor PAIR = Tensor.of(new double[] {2, 1, 1, 2, 4, 2, 2, 1}, 2, 2, 2);

  private RefusalRules() {}

  /**
   * A function that has no value.
   *
   * @param parts of the message
   */
  private record Refusal(String name, TensorFunction f, Tensor x, String... parts) {}

  private static final List<Refusal> AXES =
      List.of(
          refusal("a sum over axis 1 of a vector", x -> x.sum(1), VECTOR, "sum", "1", "[3]"),
          refusal("a sum over axis -1", x -> x.sum(-1), VECTOR, "sum", "-1"),
          refusal(
              "a sum over one axis twice",
              x -> x.sum(1, 0, 1),
              MATRIX,
              "sum",
              "axis 1 is given twice"),
          refusal(
              "running sums along axis 1 of a vector", x -> x.cumsum(1), VECTOR, "cumsum", "[3]"),
          refusal("a vector flipped along axis 1", x -> x.flip(1), VECTOR, "flip", "[3]"),
          refusal("a vector sliced along axis 1", x -> x.slice(1, 0, 1), VECTOR, "slice", "[3]"),
          refusal("a vector padded along axis 1", x -> x.pad(1, 0, 1), VECTOR, "pad", "[3]"),
          refusal("a vector gathered along axis 1", x -> x.gather(1, 0), VECTOR, "gather", "[3]"),
          refusal(
              "vectors joined along axis 1", x -> Tensor.concat(1, x, x), VECTOR, "concat", "[3]"),
          refusal(
              "axis 0 twice in a transposition",
              x -> x.transpose(0, 0),
              MATRIX,
              "[0, 0]",
              "2 axes"),
          refusal(
              "axis 2 of a matrix in a transposition", x -> x.transpose(0, 2), MATRIX, "[0, 2]"),
          refusal("axis -1 in a transposition", x -> x.transpose(0, -1), MATRIX, "[0, -1]"),
          refusal(
              "one of two axes in a transposition", x -> x.transpose(0), MATRIX, "[0]", "2 axes"),
          refusal(
              "the largest of no elements",
              x -> x.slice(0, 0, 0).max(),
              VECTOR,
              "max",
              "no element along axis 0"),
          refusal(
              "the smallest of no elements",
              x -> x.slice(1, 0, 0).min(1),
              MATRIX,
              "min",
              "no element along axis 1"));

  private static final List<Refusal> INDICES =
      List.of(
          refusal("element 3 of three", x -> x.get(3), VECTOR, "get", "no index 3 on axis 0"),
          refusal("element -1", x -> x.get(-1), VECTOR, "get", "no index -1 on axis 0"),
          refusal("three indices into a matrix", x -> x.get(0, 0, 0), MATRIX, "get", "only 2 axes"),
          refusal("element 3 of three, gathered", x -> x.gather(0, 0, 3), VECTOR, "no index 3"),
          refusal("element -1, gathered", x -> x.gather(0, -1), VECTOR, "no index -1"),
          refusal("a slice from -1", x -> x.slice(0, -1, 2), VECTOR, "slice", "indices 0 to 3"),
          refusal("a slice that ends before it begins", x -> x.slice(0, 2, 1), VECTOR, "slice"),
          refusal(
              "a slice to 4 of three", x -> x.slice(0, 1, 4), VECTOR, "slice", "indices 0 to 3"),
          refusal("a padding by -1 before", x -> x.pad(0, -1, 1), VECTOR, "pad", "negative"),
          refusal("a padding by -1 after", x -> x.pad(0, 1, -1), VECTOR, "pad", "negative"));

  private static final List<Refusal> SHAPES =
      List.of(
          refusal(
              "three numbers as a matrix of four",
              x -> x.reshape(2, 2),
              VECTOR,
              "reshape",
              "[2, 2]"),
          refusal(
              "three numbers broadcast to two",
              x -> x.broadcastTo(2),
              VECTOR,
              "[3] does not broadcast to [2]"),
          refusal(
              "a matrix broadcast to a vector",
              x -> x.broadcastTo(3),
              MATRIX,
              "[2, 3] does not broadcast to [3]"),
          refusal(
              "a column beside a wider one",
              x -> Tensor.concat(1, x, x.flatten().reshape(3, 2)),
              MATRIX,
              "concat",
              "[3, 2]",
              "differ outside axis 1"),
          refusal(
              "a matrix beside a vector",
              x -> Tensor.concat(0, x, VECTOR),
              MATRIX,
              "concat",
              "axis 0"),
          refusal(
              "nothing joined", x -> Tensor.concat(0).times(x), VECTOR, "concat", "at least one"),
          refusal(
              "a product of lengths 3 and 2",
              x -> x.matmul(SQUARE),
              MATRIX,
              "matmul",
              "inner lengths"),
          refusal(
              "a product of batches of 2 and 3",
              x -> x.matmul(Tensor.ones(3, 2, 2)),
              PAIR,
              "matmul",
              "[2]",
              "[3]"),
          refusal("a product with a scalar", x -> x.matmul(Tensor.scalar(2)), SQUARE, "use times"),
          refusal("a product of a scalar", x -> x.sum().matmul(SQUARE), SQUARE, "use times"),
          refusal("a scalar product of a matrix", x -> x.dot(x), SQUARE, "dot", "[2, 2]"),
          refusal("a scalar product of three and two", x -> x.dot(Tensor.ones(2)), VECTOR, "dot"),
          refusal("an outer product of a matrix", x -> x.outer(VECTOR), SQUARE, "outer", "[2, 2]"),
          refusal(
              "an outer product with a matrix", x -> x.outer(SQUARE), VECTOR, "outer", "[2, 2]"),
          refusal("the inverse of a wide matrix", x -> x.inverse(), MATRIX, "inverse", "[2, 3]"),
          refusal("the inverse of a vector", x -> x.inverse(), VECTOR, "inverse", "[3]"),
          refusal("a wide matrix solved", x -> x.solve(VECTOR), MATRIX, "solve", "[2, 3]"),
          refusal("a scalar as right-hand side", x -> x.solve(Tensor.scalar(1)), SQUARE, "use div"),
          refusal("three equations of four", x -> x.solve(VECTOR), SQUARE, "solve", "[3, 1]"),
          refusal(
              "a triangle of two and three equations",
              x -> x.triangularSolve(VECTOR, true),
              SQUARE,
              "triangularSolve",
              "[3, 1]"),
          refusal(
              "a triangle and right-hand sides for a pair",
              x -> x.triangularSolve(PAIR, true),
              SQUARE,
              "triangularSolve",
              "[2, 2, 2]"),
          refusal(
              "a pair of triangles and right-hand sides for three",
              x -> x.triangularSolve(Tensor.ones(3, 2, 2), true),
              PAIR,
              "triangularSolve",
              "[3, 2, 2]"),
          refusal("the determinant of a wide matrix", x -> x.det(), MATRIX, "det", "[2, 3]"),
          refusal("the log-determinant of a wide matrix", x -> x.logDet(), MATRIX, "logDet"),
          refusal("the Cholesky factor of a wide matrix", x -> x.cholesky(), MATRIX, "cholesky"),
          refusal("the eigenvalues of a wide matrix", x -> x.eigh().values(), MATRIX, "eigh"),
          refusal("the trace of a wide matrix", x -> x.trace(), MATRIX, "trace", "[2, 3]"),
          refusal("the diagonal of a wide matrix", x -> x.diag(), MATRIX, "diag", "[2, 3]"));

  private static final List<Refusal> VALUES =
      List.of(
          refusal(
              "a singular matrix solved", x -> x.solve(SQUARE), SINGULAR, "solve", "the matrix is"),
          refusal("a matrix of zeros solved", x -> x.solve(SQUARE), Tensor.zeros(2, 2), "singular"),
          refusal(
              "a matrix solved that rounding alone keeps from being singular",
              x -> x.solve(SQUARE),
              Tensor.of(new double[] {1e10, 1e10, 1e10, 1e10 + Math.ulp(1e10)}, 2, 2),
              "singular to working precision"),
          refusal("the inverse of a singular matrix", x -> x.inverse(), SINGULAR, "singular"),
          refusal(
              "the inverses of a pair, one singular",
              x -> x.inverse(),
              PAIR,
              "matrix 1 of the batch"),
          refusal(
              "the logarithm of a determinant of 0",
              x -> x.logDet(),
              SINGULAR,
              "logDet",
              "singular"),
          refusal(
              "a triangle with a 0 on its diagonal",
              x -> x.triangularSolve(Tensor.ones(2), true),
              Tensor.of(new double[] {2, 0, 1, 0}, 2, 2),
              "triangularSolve",
              "0 on its diagonal"),
          refusal(
              "the Cholesky factor of an indefinite matrix",
              x -> x.cholesky(),
              Tensor.of(new double[] {1, 2, 2, 1}, 2, 2),
              "cholesky",
              "not positive definite"),
          refusal(
              "the Cholesky factor of a semidefinite matrix",
              x -> x.cholesky(),
              Tensor.of(new double[] {4, 2, 2, 1}, 2, 2),
              "cholesky",
              "not positive definite"),
          refusal(
              "Cholesky factors of a pair, one singular",
              x -> x.cholesky(),
              PAIR,
              "matrix 1 of the"),
          refusal(
              "the Cholesky factor of a matrix that is not symmetric",
              x -> x.cholesky(),
              SQUARE,
              "cholesky",
              "element (1, 0) is -1.0",
              "0.5"),
          refusal(
              "the Cholesky factor of a matrix that is not symmetric in its last row",
              x -> x.cholesky(),
              Tensor.of(new double[] {2, 1, 1, 1, 2, 1, 1, 0, 2}, 3, 3),
              "element (2, 1) is 0.0"),
          refusal(
              "the eigenvalues of a matrix that is not symmetric",
              x -> x.eigh().values(),
              SQUARE,
              "eigh",
              "not symmetric"));

  private static Refusal refusal(String name, TensorFunction f, Tensor x, String... parts) {
    return new Refusal(name, f, x, parts);
  }

  static List<Rule> all() {
    return List.of(
        rule(
            "B9.10",
            "axes that are not there are refused",
            "An axis is a number, and a wrong number must not mean another axis.",
            AXES),
        rule(
            "B9.11",
            "indices that are not there are refused",
            "What lies beyond an axis in the array belongs to other elements.",
            INDICES),
        rule(
            "B9.12",
            "shapes that an operation does not take are refused",
            "What is left over or missing would be dropped or made up in silence.",
            SHAPES),
        rule(
            "B9.13",
            "matrices that have no result are refused",
            "Dividing by a pivot of 0 gives numbers that look like an answer.",
            VALUES));
  }

  private static Rule rule(String id, String title, String reason, List<Refusal> refusals) {
    return Rule.each(
        id,
        Level.REQUIRED,
        title,
        reason,
        refusals,
        Refusal::name,
        (subject, refusal) -> {
          if (refusals == VALUES) {
            subject.requireExact("differences are taken beside such a matrix");
          }
          check(subject, refusal);
        });
  }

  private static void check(Subject subject, Refusal refusal) {
    Tensor x = refusal.x();
    refused(subject, refusal, () -> Derivatives.pushforward(subject.backend(), refusal.f(), x, x));
    refused(
        subject,
        refusal,
        () -> Derivatives.pullback(subject.backend(), refusal.f(), x, Tensor.scalar(1)));
  }

  private static void refused(Subject subject, Refusal refusal, Callable<Tensor> call) {
    FluxionException error = Expect.refusal(FluxionException.class, call, refusal.x());
    if (error instanceof UnsupportedDerivativeException
        && !subject.capabilities().unsupported().isEmpty()) {
      return; // a backend that does without the operation says so, whatever the operands are
    }
    String message = String.valueOf(error.getMessage());
    for (String part : refusal.parts()) {
      Expect.that(message.contains(part), "the message lacks a part", refusal.x(), part, message);
    }
  }
}
