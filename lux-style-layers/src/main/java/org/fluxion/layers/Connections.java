package org.fluxion.layers;

import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;

/**
 * The usual ways to join the outputs of several layers.
 *
 * <p>Those that act element by element want parts of one shape and do not broadcast, since an axis
 * of length 1 that is repeated in silence is more often a mistake than meant.
 */
public final class Connections {
  private Connections() {}

  /** {@return the sum of the parts, element by element} */
  public static Connection plus() {
    return ByElement.PLUS;
  }

  /** {@return the product of the parts, element by element} */
  public static Connection times() {
    return ByElement.TIMES;
  }

  /** {@return the mean of the parts, element by element} */
  public static Connection mean() {
    return ByElement.MEAN;
  }

  /** {@return the largest of the parts, element by element; a tie shares the derivative equally} */
  public static Connection maximum() {
    return ByElement.MAXIMUM;
  }

  /** {@return the parts one after the other along the last axis} */
  public static Connection concat() {
    return concat(-1);
  }

  /**
   * {@return the parts one after the other along an axis}
   *
   * @param axis negative if it is counted from the end, −1 being the last
   */
  public static Connection concat(int axis) {
    return new Concatenation(axis);
  }

  private enum ByElement implements Connection {
    PLUS,
    TIMES,
    MEAN,
    MAXIMUM;

    @Override
    public Tensor join(List<Tensor> parts) {
      return switch (this) {
        case PLUS -> folded(parts, Tensor::plus);
        case TIMES -> folded(parts, Tensor::times);
        case MEAN -> folded(parts, Tensor::plus).div(parts.size());
        // Pair by pair, a tie of three would be shared as ¼, ¼, ½.
        case MAXIMUM -> Tensor.stack(0, sameShapes(parts)).max(0);
      };
    }

    private Tensor folded(List<Tensor> parts, BinaryOperator<Tensor> operation) {
      return sameShapes(parts).stream().reduce(operation).orElseThrow();
    }

    private List<Tensor> sameShapes(List<Tensor> parts) {
      for (Tensor part : parts) {
        if (!part.shape().equals(parts.get(0).shape())) {
          throw new ShapeMismatchException(
              "Connections."
                  + name().toLowerCase(Locale.ROOT)
                  + ": parts have shapes "
                  + parts.stream().map(Tensor::shape).toList()
                  + "; all must have one shape");
        }
      }
      return parts;
    }
  }

  private record Concatenation(int axis) implements Connection {
    @Override
    public Tensor join(List<Tensor> parts) {
      return Tensor.concat(Fitting.axis("Connections.concat", parts.get(0), axis), parts);
    }
  }
}
