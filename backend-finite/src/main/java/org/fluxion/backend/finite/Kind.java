package org.fluxion.backend.finite;

/**
 * Where the two points of a difference lie, with the steps that suit it.
 *
 * <p>A quotient with step h of a function known to relative precision ε is wrong by about hᵖ
 * because the function is curved and by about ε/hᵏ because it is rounded, where p is the order of
 * the formula and k that of the derivative. Both are equal at h = ε^(1/(p+k)); these are the steps
 * here.
 */
enum Kind {
  /** f(x + h) − f(x − h), of order 2. */
  CENTRAL(2, true, true),
  /** f(x + h) − f(x), of order 1. */
  FORWARD(1, true, false),
  /** f(x) − f(x − h), of order 1. */
  BACKWARD(1, false, true);

  /** The distance from 1 to the next double. */
  private static final double EPSILON = Math.ulp(1.0);

  private final int order;
  private final boolean above;
  private final boolean below;

  Kind(int order, boolean above, boolean below) {
    this.order = order;
    this.above = above;
    this.below = below;
  }

  /** {@return whether the upper point lies above x, or else at x} */
  boolean above() {
    return above;
  }

  /** {@return whether the lower point lies below x, or else at x} */
  boolean below() {
    return below;
  }

  /** {@return the step for first derivatives: ε^(1/3) or ε^(1/2)} */
  double firstStep() {
    return Math.pow(EPSILON, 1.0 / (order + 1));
  }

  /** {@return the step for both levels of a second derivative: ε^(1/4) or ε^(1/3)} */
  double secondStep() {
    return Math.pow(EPSILON, 1.0 / (order + 2));
  }

  /** {@return the error of a first derivative of a function whose derivatives are of size 1} */
  double error(double step) {
    return Math.pow(step, order) + EPSILON / step;
  }
}
