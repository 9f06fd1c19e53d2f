package org.fluxion.scalar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Determinants and cofactors, element by element. */
final class Determinants {
  /** Pivots that differ by more say that division loses too many digits. */
  private static final double NEARLY_SINGULAR = 1e-6;

  private Determinants() {}

  static <T> List<T> determinant(Application<T> a) {
    List<T> result = new ArrayList<>();
    for (int i = 0; i < a.shape().size(); i++) {
      result.add(of(a.field(), Matrices.copy(a.first(), i)));
    }
    return result;
  }

  /** The sum of the logarithms of the pivots; NaN where the determinant is negative. */
  static <T> @Nullable List<T> logDeterminant(Application<T> a) {
    ScalarField<T> field = a.field();
    UnaryOperator<T> log = field.function("log");
    if (log == null) {
      return null;
    }
    a.requireDefined();
    List<T> result = new ArrayList<>();
    for (int i = 0; i < a.shape().size(); i++) {
      List<List<T>> matrix = Matrices.copy(a.first(), i);
      int sign = eliminate(field, matrix, 0);
      T sum = field.constant(0);
      for (int k = 0; k < matrix.size(); k++) {
        T pivot = matrix.get(k).get(k);
        sign *= field.value(pivot) < 0 ? -1 : 1;
        sum = field.plus(sum, log.apply(Kinks.abs(field, pivot)));
      }
      result.add(sign < 0 ? field.plus(sum, Double.NaN) : sum);
    }
    return result;
  }

  /** Each from its minor, so that a singular matrix has them as well. */
  static <T> List<T> cofactors(Application<T> a) {
    List<T> result = new ArrayList<>();
    int n = Matrices.rows(a.shape());
    for (int i = 0; i < Matrices.count(a.shape()); i++) {
      List<List<T>> matrix = Matrices.copy(a.first(), i);
      for (int row = 0; row < n; row++) {
        for (int column = 0; column < n; column++) {
          T minor = of(a.field(), without(matrix, row, column));
          result.add((row + column) % 2 == 0 ? minor : a.field().unaryMinus(minor));
        }
      }
    }
    return result;
  }

  private static <T> List<List<T>> without(List<List<T>> matrix, int row, int column) {
    List<List<T>> minor = new ArrayList<>();
    for (int i = 0; i < matrix.size(); i++) {
      if (i != row) {
        List<T> kept = new ArrayList<>(matrix.get(i));
        kept.remove(column);
        minor.add(kept);
      }
    }
    return minor;
  }

  private static <T> T of(ScalarField<T> field, List<List<T>> a) {
    List<List<T>> work = new ArrayList<>();
    a.forEach(row -> work.add(new ArrayList<>(row)));
    int sign = eliminate(field, work, NEARLY_SINGULAR);
    if (sign == 0) {
      return withoutDivision(field, a);
    }
    T product = field.constant(sign);
    for (int k = 0; k < work.size(); k++) {
      product = field.times(product, work.get(k).get(k));
    }
    return product;
  }

  /** {@return the sign of the exchanges of rows; 0 if a pivot is too small to divide by} */
  private static <T> int eliminate(ScalarField<T> field, List<List<T>> a, double tooSmall) {
    int sign = 1;
    double largest = 0;
    for (int step = 0; step < a.size(); step++) {
      int pivot = Matrices.pivot(field, a, step);
      double size = Math.abs(field.value(a.get(pivot).get(step)));
      largest = Math.max(largest, size);
      if (!(size > tooSmall * largest)) {
        return 0;
      }
      sign = pivot == step ? sign : -sign;
      Collections.swap(a, step, pivot);
      for (int row = step + 1; row < a.size(); row++) {
        T factor = field.div(a.get(row).get(step), a.get(step).get(step));
        Matrices.eliminate(field, a.get(row), a.get(step), factor, step + 1);
      }
    }
    return sign;
  }

  /**
   * By products and sums alone: R. S. Bird, "A simple division-free algorithm for computing
   * determinants", Information Processing Letters 111 (2011), 1072–1074. With μ(X) the part of X
   * above the diagonal, and −Σ X(k, k) over k > i in place i of the diagonal, det A is, but for the
   * sign, the first element of F(F(… F(A))), n − 1 times F(X) = μ(X) A.
   */
  private static <T> T withoutDivision(ScalarField<T> field, List<List<T>> a) {
    int n = a.size();
    List<List<T>> x = a;
    for (int step = 1; step < n; step++) {
      List<List<T>> next = new ArrayList<>();
      T diagonal = field.constant(0);
      for (int row = n - 1; row >= 0; row--) {
        List<T> product = new ArrayList<>();
        for (int column = 0; column < n; column++) {
          T sum = field.times(diagonal, a.get(row).get(column));
          for (int k = row + 1; k < n; k++) {
            sum = field.plus(sum, field.times(x.get(row).get(k), a.get(k).get(column)));
          }
          product.add(sum);
        }
        next.add(0, product);
        diagonal = field.minus(diagonal, x.get(row).get(row));
      }
      x = next;
    }
    return n % 2 == 0 ? field.unaryMinus(x.get(0).get(0)) : x.get(0).get(0);
  }
}
