package org.fluxion.benchmarks.rosenbrock;

import org.fluxion.benchmarks.measure.Work;
import org.hipparchus.analysis.differentiation.Gradient;

/** The function in Hipparchus' numbers, which carry all their partial derivatives. */
final class HipparchusRosenbrock implements Work {
  private final double[] x;

  HipparchusRosenbrock(double[] x) {
    this.x = x;
  }

  @Override
  public double run() {
    return value().getGradient()[0];
  }

  Gradient value() {
    int n = x.length;
    Gradient sum = Gradient.constant(n, 0);
    Gradient at = Gradient.variable(n, 0, x[0]);
    for (int i = 1; i < n; i++) {
      Gradient next = Gradient.variable(n, i, x[i]);
      Gradient valley = next.subtract(at.square());
      Gradient distance = at.subtract(1);
      sum = sum.add(valley.square().multiply(100)).add(distance.square());
      at = next;
    }
    return sum;
  }
}
