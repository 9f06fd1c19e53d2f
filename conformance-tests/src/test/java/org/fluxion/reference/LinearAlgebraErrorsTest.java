package org.fluxion.reference;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.SingularMatrixException;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What linear algebra refuses, and how it says so. */
class LinearAlgebraErrorsTest {
  private static final Tensor RANK_ONE = Tensor.matrix(new double[][] {{1, 2}, {2, 4}});
  private static final Tensor REGULAR = Tensor.matrix(new double[][] {{2, 1}, {1, 3}});
  private static final Tensor SECOND_IS_SINGULAR = Tensor.stack(0, REGULAR, RANK_ONE);
  private static final Tensor OBLONG = Tensor.ones(2, 3);

  private static void refuses(
      Class<? extends FluxionException> type, String message, Executable call) {
    assertEquals(message, assertThrows(type, call).getMessage());
  }

  /** Where the operation that a message names is that of a rule, not the one that was called. */
  private static void says(String part, Executable call) {
    String message = assertThrows(SingularMatrixException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void aSingularMatrixIsNotSolved() {
    String one = ": the matrix is singular to working precision (shape [2, 2])";
    String ofStack = ": matrix 1 of the batch is singular to working precision (shape [2, 2, 2])";
    Tensor side = Tensor.vector(1, 2);
    refuses(SingularMatrixException.class, "solve" + one, () -> RANK_ONE.solve(side));
    refuses(SingularMatrixException.class, "solve" + ofStack, () -> SECOND_IS_SINGULAR.solve(side));
    says(one, RANK_ONE::inverse);
    says(ofStack, SECOND_IS_SINGULAR::inverse);
  }

  @Test
  void aMatrixThatIsSingularButForRoundingIsNotSolved() {
    Tensor tenths = Tensor.matrix(new double[][] {{0.1, 0.3}, {0.2, 0.6}});
    says("singular to working precision", tenths::inverse);
  }

  @Test
  void aSingularMatrixHasNoLogarithmOfItsDeterminant() {
    refuses(
        SingularMatrixException.class,
        "logDet: the matrix is singular (shape [2, 2])",
        RANK_ONE::logDet);
    refuses(
        SingularMatrixException.class,
        "logDet: matrix 1 of the batch is singular (shape [2, 2, 2])",
        SECOND_IS_SINGULAR::logDet);
  }

  @Test
  void theLogarithmOfANegativeDeterminantIsNotANumber() {
    Tensor swap = Tensor.matrix(new double[][] {{0, 1}, {1, 0}});
    assertTrue(Double.isNaN(swap.logDet().item()));
  }

  @Test
  void aZeroOnTheDiagonalIsNotSubstitutedThrough() {
    Tensor triangle = Tensor.matrix(new double[][] {{1, 0}, {5, 0}});
    Tensor side = Tensor.vector(1, 2);
    refuses(
        SingularMatrixException.class,
        "triangularSolve: the matrix has a 0 on its diagonal (shape [2, 2])",
        () -> triangle.triangularSolve(side, true));
    refuses(
        SingularMatrixException.class,
        "triangularSolve: matrix 1 of the batch has a 0 on its diagonal (shape [2, 2, 2])",
        () -> Tensor.stack(0, REGULAR, triangle).triangularSolve(Tensor.ones(2, 2, 1), false));
  }

  @Test
  void onlySymmetricMatricesAreDecomposed() {
    Tensor skewed = Tensor.matrix(new double[][] {{2, 1}, {0.5, 3}});
    String rest =
        " is not symmetric: element (1, 0) is 0.5, its counterpart 1.0;"
            + " use a.plus(aᵀ).times(0.5) if that is what you mean";
    Tensor stack = Tensor.stack(0, REGULAR, skewed);
    refuses(FluxionException.class, "cholesky: the matrix" + rest, skewed::cholesky);
    refuses(FluxionException.class, "cholesky: matrix 1 of the batch" + rest, stack::cholesky);
    refuses(FluxionException.class, "eigh: the matrix" + rest, skewed::eigh);
    refuses(FluxionException.class, "eigh: matrix 1 of the batch" + rest, stack::eigh);
  }

  @Test
  void roundingIsNotTakenForASkewedMatrix() {
    Tensor rounded = Tensor.matrix(new double[][] {{2, 1}, {1 + 1e-15, 3}});
    assertEquals(2, rounded.cholesky().rank());
    assertEquals(1, rounded.eigh().values().rank());
  }

  @Test
  void choleskyWantsAPositiveDefiniteMatrix() {
    Tensor indefinite = Tensor.matrix(new double[][] {{1, 2}, {2, 1}});
    String message = "cholesky: the matrix is not positive definite (shape [2, 2])";
    refuses(SingularMatrixException.class, message, indefinite::cholesky);
    refuses(SingularMatrixException.class, message, RANK_ONE::cholesky);
    refuses(
        SingularMatrixException.class,
        "cholesky: matrix 1 of the batch is not positive definite (shape [2, 2, 2])",
        () -> Tensor.stack(0, REGULAR, indefinite).cholesky());
  }

  @Test
  void matricesMustBeSquare() {
    Map<String, Executable> calls =
        new TreeMap<>(
            Map.of(
                "solve", () -> OBLONG.solve(Tensor.ones(2)),
                "inverse", OBLONG::inverse,
                "det", OBLONG::det,
                "logDet", OBLONG::logDet,
                "cholesky", OBLONG::cholesky,
                "eigh", OBLONG::eigh,
                "diag", OBLONG::diag));
    calls.forEach(
        (name, call) ->
            refuses(
                ShapeMismatchException.class,
                name + ": needs square matrices in the last two axes, given shape [2, 3]",
                call));
  }

  @Test
  void aVectorIsNoMatrix() {
    Tensor vector = Tensor.vector(1, 2);
    Map<String, Executable> calls =
        new TreeMap<>(
            Map.of(
                "solve", () -> vector.solve(vector),
                "inverse", vector::inverse,
                "det", vector::det,
                "logDet", vector::logDet,
                "cholesky", vector::cholesky,
                "eigh", vector::eigh));
    calls.forEach(
        (name, call) ->
            refuses(
                ShapeMismatchException.class,
                name + ": needs square matrices in the last two axes, given shape [2]",
                call));
  }

  @Test
  void rightHandSidesMustFit() {
    refuses(
        ShapeMismatchException.class,
        "solve: the right-hand side is a scalar; use div",
        () -> REGULAR.solve(Tensor.scalar(1)));
    refuses(
        ShapeMismatchException.class,
        "solve: a matrix of shape [2, 2] and a right-hand side of shape [3, 1]",
        () -> REGULAR.solve(Tensor.ones(3)));
    refuses(
        ShapeMismatchException.class,
        "triangularSolve: a matrix of shape [2, 2] and a right-hand side of shape [3, 1]",
        () -> REGULAR.triangularSolve(Tensor.ones(3), true));
    refuses(
        ShapeMismatchException.class,
        "trace: needs square matrices in the last two axes, given shape [2, 3]",
        OBLONG::trace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward", "reverse", "mixed"})
  void derivativesRefuseInTheSameWords(String spec) {
    TensorFunction f = a -> a.solve(Tensor.vector(1, 2)).sum();
    refuses(
        SingularMatrixException.class,
        "solve: the matrix is singular to working precision (shape [2, 2])",
        () -> gradient(Backends.named(spec), f, RANK_ONE));
  }

  /** The gradient is defined there, and the Hessian too, but it is not stated without division. */
  @ParameterizedTest
  @ValueSource(strings = {"forward", "reverse", "mixed"})
  void theHessianOfADeterminantIsRefusedWhereItIsZero(String spec) {
    says(
        "is singular to working precision",
        () -> hessian(Backends.named(spec), Tensor::det, RANK_ONE));
  }
}
