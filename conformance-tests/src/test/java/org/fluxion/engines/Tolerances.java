package org.fluxion.engines;

import org.fluxion.conformance.Close;

/** The errors that backends are held to, relative, on functions of moderate scale. */
final class Tolerances {
  private Tolerances() {}

  /** {@return what a first derivative may be wrong by} */
  static double first(String spec) {
    double declared = Engines.named(spec).capabilities().accuracy();
    return Math.max(Close.EXACT, declared);
  }

  /** {@return what a second derivative may be wrong by; differences of differences lose half} */
  static double second(String spec) {
    return Engines.named(spec).capabilities().accuracy() == 0 ? Close.EXACT : 1e-5;
  }
}
