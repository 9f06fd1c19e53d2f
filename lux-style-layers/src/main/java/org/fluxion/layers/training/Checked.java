package org.fluxion.layers.training;

import org.fluxion.FluxionException;
import org.jspecify.annotations.Nullable;

/** Arguments that have to be there, and numbers that have to lie in a range. */
final class Checked {
  private Checked() {}

  /** {@return the argument, if it is there} */
  static <T> T given(String owner, String what, @Nullable T argument) {
    if (argument == null) {
      throw new FluxionException(owner + ": " + what + " is null");
    }
    return argument;
  }

  /** {@return the number, if it is positive and finite} */
  static double positive(String owner, String what, double value) {
    require(value > 0 && Double.isFinite(value), owner, what, "be positive and finite", value);
    return value;
  }

  /** Fails unless a number is at least 0 and finite. */
  static void notNegative(String owner, String what, double value) {
    require(value >= 0 && Double.isFinite(value), owner, what, "be at least 0 and finite", value);
  }

  /** Fails unless a number is in [0, 1). */
  static void fraction(String owner, String what, double value) {
    require(value >= 0 && value < 1, owner, what, "be in [0, 1)", value);
  }

  /** Fails unless a number of something is large enough. */
  static void atLeast(long least, String owner, String what, long value) {
    if (value < least) {
      throw new FluxionException(
          owner + ": " + what + " must be at least " + least + ", given " + value);
    }
  }

  private static void require(boolean holds, String owner, String what, String must, double value) {
    if (!holds) {
      throw new FluxionException(owner + ": " + what + " must " + must + ", given " + value);
    }
  }
}
