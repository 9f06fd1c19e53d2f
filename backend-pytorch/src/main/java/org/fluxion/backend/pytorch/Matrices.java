package org.fluxion.backend.pytorch;

import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.tensor.Primitive;
import org.jspecify.annotations.Nullable;

/**
 * Linear algebra by libtorch; null for matrices that are singular or unsuitable in another way,
 * which the primitive itself then refuses in its own words.
 *
 * <p>The primitives' names do not say which triangle is read, or whether the matrix is transposed;
 * a small system that has another solution in each case does.
 */
final class Matrices {
  /** A pivot below this part of the largest one says that no digit of the solution is sure. */
  private static final double SINGULAR = 1e-15;

  private static final long[] LAST = {-1};

  private static final org.fluxion.tensor.Tensor MATRIX =
      org.fluxion.tensor.Tensor.matrix(new double[][] {{1, 2}, {3, 1}});
  private static final org.fluxion.tensor.Tensor UPPER =
      org.fluxion.tensor.Tensor.matrix(new double[][] {{1, 2}, {0, 1}});
  private static final org.fluxion.tensor.Tensor SIDE =
      org.fluxion.tensor.Tensor.matrix(new double[][] {{1}, {1}});

  private Matrices() {}

  static @Nullable Tensor solve(Application a) {
    if (a.second().numel() == 0 || !isRegular(a.first().detach())) {
      return null;
    }
    // A x = (1, 1) is solved by (−1, 1), and Aᵀ x by (1, −1).
    boolean isTransposed = a.primitive().evaluate(UPPER, SIDE).get(0, 0).item() > 0;
    return torch.linalg_solve(isTransposed ? transpose(a.first()) : a.first(), a.second());
  }

  private static boolean isRegular(Tensor matrices) {
    if (!Torch.isFinite(matrices)) {
      return false;
    }
    T_TensorTensor_T factors;
    try {
      factors = torch.linalg_lu_factor(matrices);
    } catch (RuntimeException singular) {
      return false;
    }
    Tensor pivots = torch.abs(diagonal(factors.get0()));
    Tensor least = torch.amin(pivots, LAST, false);
    Tensor most = torch.amax(pivots, LAST, false);
    return least.div(most).min().item_double() > SINGULAR;
  }

  static @Nullable Tensor triangularSolve(Application a) {
    if (a.second().numel() == 0
        || torch.eq(diagonal(a.first()), Torch.number(0)).any().item_bool()) {
      return null;
    }
    // Lower: (1, −2); lower and transposed: (−2, 1); upper: (−1, 1); upper and transposed: (1, −1).
    Primitive primitive = a.primitive();
    double[] tell = primitive.evaluate(MATRIX, SIDE).toArray();
    boolean isLower = Math.abs(tell[0]) + Math.abs(tell[1]) > 2;
    boolean isTransposed = isLower ? tell[0] < 0 : tell[0] > 0;
    return torch.linalg_solve_triangular(
        isTransposed ? transpose(a.first()) : a.first(), a.second(), isLower == isTransposed);
  }

  static @Nullable Tensor cholesky(Application a) {
    Tensor matrices = a.first().detach();
    if (matrices.numel() == 0 || !torch.equal(matrices, transpose(matrices))) {
      return null;
    }
    try {
      return torch.linalg_cholesky(a.first());
    } catch (RuntimeException notDefinite) {
      return null;
    }
  }

  static Tensor determinant(Application a) {
    return torch.det(a.first());
  }

  static @Nullable Tensor logDeterminant(Application a) {
    if (a.first().numel() == 0 || !isRegular(a.first())) {
      return null;
    }
    return torch.logdet(a.first());
  }

  private static Tensor transpose(Tensor matrices) {
    return torch.transpose(matrices, -2L, -1L);
  }

  private static Tensor diagonal(Tensor matrices) {
    return torch.diagonal(matrices.detach(), 0L, -2L, -1L);
  }
}
