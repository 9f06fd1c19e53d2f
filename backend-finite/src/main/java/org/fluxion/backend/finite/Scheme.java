package org.fluxion.backend.finite;

import java.util.Locale;
import org.fluxion.tensor.Tensor;

/**
 * How differences are taken: which points, and how far apart.
 *
 * @param kind which points
 * @param step how far apart, in units of each coordinate's scale
 * @param scaled whether the scale of a coordinate is max(1, |x|), or else 1
 */
record Scheme(Kind kind, double step, boolean scaled) {
  /** How much worse than the model a function may be that still counts as well scaled. */
  private static final double MARGIN = 1000;

  /** {@return the scheme with the steps that suit the kind} */
  static Scheme standard(Kind kind) {
    return new Scheme(kind, kind.firstStep(), true);
  }

  /** {@return the scheme with one absolute step for every coordinate} */
  static Scheme given(Kind kind, double step) {
    return new Scheme(kind, step, false);
  }

  /** {@return the scheme for differences of differences; a given step stays as it is} */
  Scheme second() {
    return scaled ? new Scheme(kind, kind.secondStep(), true) : this;
  }

  /** {@return the scale of each coordinate; a constant to every derivative} */
  Tensor scale(Tensor x) {
    return scaled ? x.stopGradient().abs().maximum(1) : Tensor.ones(x.shape().toArray());
  }

  /** {@return the relative error to expect of a first derivative} */
  double accuracy() {
    return MARGIN * kind.error(step);
  }

  /** {@return the specification that asks for this scheme} */
  @Override
  public String toString() {
    String name = "finite(kind=" + kind.name().toLowerCase(Locale.ROOT);
    return scaled ? name + ")" : name + ", step=" + step + ")";
  }
}
