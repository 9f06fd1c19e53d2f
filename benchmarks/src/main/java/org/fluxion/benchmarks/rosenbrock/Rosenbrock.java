package org.fluxion.benchmarks.rosenbrock;

import java.util.Arrays;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/** The chained Rosenbrock function, Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², in several styles. */
public final class Rosenbrock {
  private static final double STEEPNESS = 100;

  private Rosenbrock() {}

  /** {@return a point, the same at each time} */
  public static double[] point(int n) {
    double[] x = new double[n];
    Arrays.setAll(x, i -> Math.sin(i + 1.0));
    return x;
  }

  /** {@return the name of a workload} */
  public static String workload(String style, int n) {
    return String.join("/", "rosenbrock", String.valueOf(n), style);
  }

  /** {@return the function taken apart with {@code get} and computed number by number} */
  static TensorFunction scalarCode() {
    return x -> {
      Tensor sum = Tensor.scalar(0);
      Tensor at = x.get(0);
      for (int i = 1; i < x.size(); i++) {
        Tensor next = x.get(i);
        Tensor valley = next.minus(at.square());
        Tensor distance = at.minus(1);
        sum = sum.plus(valley.square().times(STEEPNESS)).plus(distance.square());
        at = next;
      }
      return sum;
    };
  }

  /** {@return the function computed on two overlapping slices} */
  public static TensorFunction vectorCode() {
    return x -> {
      Tensor at = x.slice(0, 0, x.size() - 1);
      Tensor next = x.slice(0, 1, x.size());
      Tensor valley = next.minus(at.square());
      return valley.square().times(STEEPNESS).plus(at.minus(1).square()).sum();
    };
  }

  /**
   * {@return the value, by a loop as one writes it by hand}
   *
   * @param gradient to be filled
   */
  static double byHand(double[] x, double[] gradient) {
    double sum = 0;
    double carried = 0;
    for (int i = 0; i < x.length - 1; i++) {
      double at = x[i];
      double valley = x[i + 1] - at * at;
      double distance = at - 1;
      sum += STEEPNESS * valley * valley + distance * distance;
      gradient[i] = carried - 4 * STEEPNESS * at * valley + 2 * distance;
      carried = 2 * STEEPNESS * valley;
    }
    gradient[x.length - 1] = carried;
    return sum;
  }
}
