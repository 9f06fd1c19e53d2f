package org.fluxion.reference;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.tensor.Tensor;

/**
 * Decompositions of stacks of symmetric matrices by arithmetic on their elements alone, so that
 * their derivatives know nothing of matrices.
 *
 * <p>The two leading axes of a stack are moved behind: an element is then a tensor over the stack.
 */
final class LinearAlgebraByElements {
  private LinearAlgebraByElements() {}

  private static Tensor elements(Tensor stack) {
    return stack.transpose(2, 3, 0, 1);
  }

  /** The sum of the elements of the Cholesky factors, weighted. */
  static Tensor cholesky(Tensor stack, Tensor weights) {
    Tensor a = elements(stack);
    Tensor w = elements(weights);
    int n = a.shape().get(0);
    Tensor sum = Tensor.scalar(0);
    List<List<Tensor>> l = new ArrayList<>();
    for (int row = 0; row < n; row++) {
      l.add(new ArrayList<>());
      for (int column = 0; column <= row; column++) {
        Tensor rest = a.get(row, column);
        for (int k = 0; k < column; k++) {
          rest = rest.minus(l.get(row).get(k).times(l.get(column).get(k)));
        }
        Tensor element = row == column ? rest.sqrt() : rest.div(l.get(column).get(column));
        l.get(row).add(element);
        sum = sum.plus(w.get(row, column).times(element).sum());
      }
    }
    return sum;
  }

  /** Both eigenvalues of 2 × 2 matrices, ascending. */
  static Tensor eigenvalues(Tensor stack) {
    Tensor a = elements(stack);
    Tensor mean = a.get(0, 0).plus(a.get(1, 1)).times(0.5);
    Tensor radius = a.get(0, 0).minus(a.get(1, 1)).times(0.5).hypot(a.get(0, 1));
    return Tensor.stack(2, mean.minus(radius), mean.plus(radius));
  }

  /**
   * The squared components of the eigenvectors of 2 × 2 matrices, as columns: (1 ± cos 2φ) / 2,
   * where φ is the direction of the second vector.
   */
  static Tensor squaredVectors(Tensor stack) {
    Tensor a = elements(stack);
    Tensor half = a.get(0, 0).minus(a.get(1, 1)).times(0.5);
    Tensor cosine = half.div(half.hypot(a.get(0, 1)));
    Tensor more = cosine.plus(1).times(0.5);
    Tensor less = cosine.unaryMinus().plus(1).times(0.5);
    return Tensor.stack(2, Tensor.stack(2, less, more), Tensor.stack(2, more, less));
  }
}
