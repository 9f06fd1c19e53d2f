package org.fluxion.layers.training;

import java.util.Map;
import java.util.TreeMap;

/**
 * A learning rate that depends on how many steps an optimiser has taken.
 *
 * <p>Meant to be implemented. Those made here are values, and their numbers are the same on every
 * machine.
 */
@FunctionalInterface
public interface Schedule {
  /**
   * {@return the learning rate of one step}
   *
   * @param step how many steps were taken before; 0 for the first
   */
  double at(long step);

  /** {@return the same rate in every step; positive} */
  static Schedule constant(double rate) {
    return new Schedules.Constant(rate);
  }

  /** {@return rate · factor^⌊step / every⌋: a jump after each so many steps} */
  static Schedule stepped(double rate, double factor, long every) {
    return new Schedules.Stepped(rate, factor, every);
  }

  /** {@return rate · factor^(step / over): a smooth fall by a factor over so many steps} */
  static Schedule exponential(double rate, double factor, long over) {
    return new Schedules.Exponential(rate, factor, over);
  }

  /**
   * {@return half a period of a cosine from one rate to another, which is kept afterwards}
   *
   * <p>I. Loshchilov and F. Hutter, <i>SGDR: stochastic gradient descent with warm restarts</i>,
   * ICLR 2017, equation 5.
   *
   * @param last the rate after {@code over} steps; at least 0
   */
  static Schedule cosine(double rate, double last, long over) {
    return new Schedules.Cosine(rate, last, over);
  }

  /**
   * {@return rates that change at given steps}
   *
   * @param from rates, each with the step from which it holds; one of them holds from step 0
   */
  static Schedule piecewise(Map<Long, Double> from) {
    return new Schedules.Piecewise(
        new TreeMap<>(Checked.given("Schedule.piecewise", "from", from)));
  }

  /**
   * {@return this schedule, begun after a warm-up that rises linearly to its first rate}
   *
   * <p>The rate of the warm-up is at(0) · (step + 1) / steps; then this schedule starts at its step
   * 0.
   */
  default Schedule afterWarmUp(long steps) {
    return new Schedules.WarmUp(steps, this);
  }
}
