package org.fluxion.layers.conformance;

/** Ends a case that the layer's traits, or the backends at hand, exclude. */
final class Skip extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Skip(String reason) {
    super(reason, null, false, false);
  }
}
