package org.fluxion.conformance;

/**
 * What a run draws from, and how much it draws.
 *
 * @param seed of tangents, cotangents and random programs
 * @param programs how many random programs are tried
 */
record Settings(long seed, int programs) {
  private static final String SEED_PROPERTY = "fluxion.conformance.seed";
  private static final String PROGRAMS_PROPERTY = "fluxion.conformance.programs";
  private static final long DEFAULT_SEED = 20_260_101;
  private static final int DEFAULT_PROGRAMS = 500;

  /** {@return what the system properties set, or the usual} */
  static Settings configured() {
    return new Settings(
        Long.getLong(SEED_PROPERTY, DEFAULT_SEED),
        Integer.getInteger(PROGRAMS_PROPERTY, DEFAULT_PROGRAMS));
  }

  Settings withSeed(long other) {
    return new Settings(other, programs);
  }

  Settings withPrograms(int count) {
    return new Settings(seed, count);
  }
}
