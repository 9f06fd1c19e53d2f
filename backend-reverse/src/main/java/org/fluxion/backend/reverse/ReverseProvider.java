package org.fluxion.backend.reverse;

import org.fluxion.Backend;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Options;

/**
 * Provides {@code reverse}, with the option {@code batch}: how many cotangents or tangents one
 * sweep of the tape carries.
 */
public final class ReverseProvider implements BackendProvider {
  private static final int DEFAULT_BATCH = 32;

  /** For the service loader. */
  public ReverseProvider() {}

  @Override
  public String name() {
    return "reverse";
  }

  @Override
  public Backend create(Options options) {
    return new ReverseBackend(options.integer("batch", DEFAULT_BATCH, 1));
  }
}
