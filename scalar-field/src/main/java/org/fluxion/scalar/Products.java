package org.fluxion.scalar;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.tensor.Shape;

/** Matrix products over the last two axes. */
final class Products {
  private Products() {}

  /** The name says which factors are transposed: {@code matmulNT} has the second one. */
  static <T> List<T> matmul(Application<T> a) {
    String name = a.primitive().name();
    boolean transposeA = name.charAt(name.length() - 2) == 'T';
    boolean transposeB = name.charAt(name.length() - 1) == 'T';
    Shape left = a.first().shape();
    Shape right = a.second().shape();
    int rows = Matrices.rows(a.shape());
    int columns = Matrices.columns(a.shape());
    int inner = transposeA ? Matrices.rows(left) : Matrices.columns(left);
    int strideA = Matrices.columns(left);
    int strideB = Matrices.columns(right);
    List<T> result = new ArrayList<>(a.shape().size());
    for (int matrix = 0; matrix < Matrices.count(a.shape()); matrix++) {
      // An operand of rank 2 serves all matrices of the other.
      int startA = left.rank() == 2 ? 0 : matrix * rows * inner;
      int startB = right.rank() == 2 ? 0 : matrix * inner * columns;
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          T sum = a.field().constant(0);
          for (int k = 0; k < inner; k++) {
            int atA = startA + (transposeA ? k * strideA + row : row * strideA + k);
            int atB = startB + (transposeB ? column * strideB + k : k * strideB + column);
            T product = a.first().times(atA, a.second(), atB);
            sum = k == 0 ? product : a.field().plus(sum, product);
          }
          result.add(sum);
        }
      }
    }
    return result;
  }
}
