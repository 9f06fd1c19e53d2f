package org.fluxion.scalar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Systems of linear equations by elimination and substitution, element by element.
 *
 * <p>The primitives' names do not say which triangle is read, or whether the matrix is transposed;
 * a small system that has another solution in each case does.
 */
final class Solutions {
  private static final Tensor MATRIX = Tensor.matrix(new double[][] {{1, 2}, {3, 1}});
  private static final Tensor SIDE = Tensor.matrix(new double[][] {{1}, {1}});

  private Solutions() {}

  static <T> List<T> solve(Application<T> a) {
    a.requireDefined();
    boolean transposed = isTransposed(a.primitive());
    List<List<List<T>>> solutions = new ArrayList<>();
    for (int i = 0; i < Matrices.count(a.shape()); i++) {
      List<List<T>> matrix = Matrices.copy(a.first(), i);
      List<List<T>> x = Matrices.copy(a.second(), i);
      solutions.add(eliminated(a.field(), transposed ? Matrices.transpose(matrix) : matrix, x));
    }
    return Matrices.flat(solutions);
  }

  /** With the upper triangle read alone, A x = (1, 1) is solved by (−1, 1) and Aᵀ x by (1, −1). */
  private static boolean isTransposed(Primitive solve) {
    Tensor upper = Tensor.matrix(new double[][] {{1, 2}, {0, 1}});
    return solve.evaluate(upper, SIDE).get(0, 0).item() > 0;
  }

  /** Gaussian elimination with pivots by value, then substitution. */
  private static <T> List<List<T>> eliminated(
      ScalarField<T> field, List<List<T>> a, List<List<T>> x) {
    for (int step = 0; step < a.size(); step++) {
      int pivot = Matrices.pivot(field, a, step);
      Collections.swap(a, step, pivot);
      Collections.swap(x, step, pivot);
      for (int row = step + 1; row < a.size(); row++) {
        T factor = field.div(a.get(row).get(step), a.get(step).get(step));
        Matrices.eliminate(field, a.get(row), a.get(step), factor, step + 1);
        Matrices.eliminate(field, x.get(row), x.get(step), factor, 0);
      }
    }
    return substituted(field, a, x, false);
  }

  static <T> List<T> triangularSolve(Application<T> a) {
    a.requireDefined();
    // Lower: (1, −2); lower and transposed: (−2, 1); upper: (−1, 1); upper and transposed: (1, −1).
    double[] tell = a.primitive().evaluate(MATRIX, SIDE).toArray();
    boolean lower = Math.abs(tell[0]) + Math.abs(tell[1]) > 2;
    boolean transposed = lower ? tell[0] < 0 : tell[0] > 0;
    List<List<List<T>>> solutions = new ArrayList<>();
    for (int i = 0; i < Matrices.count(a.shape()); i++) {
      List<List<T>> matrix = Matrices.copy(a.first(), i);
      solutions.add(
          substituted(
              a.field(),
              transposed ? Matrices.transpose(matrix) : matrix,
              Matrices.copy(a.second(), i),
              lower != transposed));
    }
    return Matrices.flat(solutions);
  }

  /** Solves with one triangle of a, from its first row on or from its last. */
  private static <T> List<List<T>> substituted(
      ScalarField<T> field, List<List<T>> a, List<List<T>> x, boolean fromFirst) {
    int n = a.size();
    for (int step = 0; step < n; step++) {
      int row = fromFirst ? step : n - 1 - step;
      for (int done = 0; done < step; done++) {
        int other = fromFirst ? done : n - 1 - done;
        Matrices.eliminate(field, x.get(row), x.get(other), a.get(row).get(other), 0);
      }
      T pivot = a.get(row).get(row);
      x.get(row).replaceAll(element -> field.div(element, pivot));
    }
    return x;
  }

  /** Of the symmetric part, so that derivatives are those along symmetric changes. */
  static <T> @Nullable List<T> cholesky(Application<T> a) {
    UnaryOperator<T> sqrt = a.field().function("sqrt");
    if (sqrt == null) {
      return null;
    }
    a.requireDefined();
    List<List<List<T>>> factors = new ArrayList<>();
    for (int i = 0; i < Matrices.count(a.shape()); i++) {
      factors.add(factor(a.field(), sqrt, Matrices.copy(a.first(), i)));
    }
    return Matrices.flat(factors);
  }

  private static <T> List<List<T>> factor(
      ScalarField<T> field, UnaryOperator<T> sqrt, List<List<T>> a) {
    List<List<T>> factor = new ArrayList<>();
    for (int row = 0; row < a.size(); row++) {
      List<T> own = new ArrayList<>(Collections.nCopies(a.size(), field.constant(0)));
      factor.add(own);
      for (int column = 0; column <= row; column++) {
        T sum = field.plus(a.get(row).get(column), a.get(column).get(row));
        T rest = field.times(sum, 0.5);
        for (int k = 0; k < column; k++) {
          rest = field.minus(rest, field.times(own.get(k), factor.get(column).get(k)));
        }
        own.set(
            column,
            row == column ? sqrt.apply(rest) : field.div(rest, factor.get(column).get(column)));
      }
    }
    return factor;
  }
}
