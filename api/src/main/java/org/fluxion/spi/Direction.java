package org.fluxion.spi;

/** The two ways to apply a derivative. */
public enum Direction {
  /** Tangents of the inputs to tangents of the results: pushforward, forward mode. */
  FORWARD,
  /** Cotangents of the results to cotangents of the inputs: pullback, reverse mode. */
  REVERSE
}
