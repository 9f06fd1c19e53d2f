package org.fluxion.backend.forward;

import org.fluxion.Backend;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Options;

/**
 * Provides {@code forward}, with the option {@code batch}: how many tangents one sweep carries.
 *
 * <p>A larger batch calls the function less often and takes more memory.
 */
public final class ForwardProvider implements BackendProvider {
  private static final int DEFAULT_BATCH = 32;

  /** For the service loader. */
  public ForwardProvider() {}

  @Override
  public String name() {
    return "forward";
  }

  @Override
  public Backend create(Options options) {
    return new ForwardBackend(options.integer("batch", DEFAULT_BATCH, 1));
  }
}
