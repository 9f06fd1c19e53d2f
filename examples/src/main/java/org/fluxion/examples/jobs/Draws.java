package org.fluxion.examples.jobs;

import java.util.random.RandomGenerator;

/** Random numbers that are the same on every machine. */
public final class Draws {
  private Draws() {}

  /**
   * {@return numbers in [0, 1), one from each of as many equal parts, in random order}
   *
   * <p>Columns of them make a Latin hypercube: M. D. McKay, R. J. Beckman and W. J. Conover, <i>A
   * comparison of three methods for selecting values of input variables</i>, Technometrics 21
   * (1979).
   */
  public static double[] stratified(int n, RandomGenerator rng) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      int j = rng.nextInt(i + 1);
      values[i] = values[j];
      values[j] = (i + rng.nextDouble()) / n;
    }
    return values;
  }
}
