package org.fluxion.conformance;

/** Ends a case that the backend's capabilities exclude. */
final class Skip extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Skip(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
