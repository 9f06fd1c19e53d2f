package org.fluxion.examples.burgers;

import java.util.random.RandomGenerator;
import org.fluxion.examples.jobs.Draws;
import org.fluxion.tensor.Tensor;

/**
 * Where the loss is evaluated; rows are points (x, t).
 *
 * @param interior points × 2, where the equation holds
 * @param edge points × 2, at t = 0 or x = ±1
 * @param target the solution there, edge points × 1
 */
public record BurgersPoints(Tensor interior, Tensor edge, Tensor target) {
  /**
   * {@return a Latin hypercube inside, half of the edge points at t = 0, a quarter at each side}
   */
  static BurgersPoints of(int interior, int edge, RandomGenerator rng) {
    double[] along = Draws.stratified(interior, rng);
    double[] times = Draws.stratified(interior, rng);
    double[] inside = new double[2 * interior];
    for (int i = 0; i < interior; i++) {
      inside[2 * i] = towardsTheMiddle(2 * along[i] - 1);
      inside[2 * i + 1] = times[i];
    }
    int initial = edge / 2;
    double[] places = Draws.stratified(initial, rng);
    double[] later = Draws.stratified(edge - initial, rng);
    double[] outside = new double[2 * edge];
    double[] target = new double[edge];
    for (int i = 0; i < initial; i++) {
      double x = 2 * places[i] - 1;
      outside[2 * i] = x;
      target[i] = -Math.sin(Math.PI * x);
    }
    for (int i = initial; i < edge; i++) {
      outside[2 * i] = i % 2 == 0 ? -1 : 1;
      outside[2 * i + 1] = later[i - initial];
    }
    return new BurgersPoints(
        Tensor.of(inside, interior, 2), Tensor.of(outside, edge, 2), Tensor.of(target, edge, 1));
  }

  /**
   * Makes points ten times as dense at x = 0, where the two halves of the wave run into each other:
   * of evenly spread ones, too few would lie in the shock, which is 0.01 wide.
   */
  private static double towardsTheMiddle(double x) {
    return 0.1 * x + 0.9 * x * x * x;
  }
}
