package org.fluxion.backend.mixed;

import org.fluxion.Backend;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Options;

/** Provides {@code mixed}, with the options {@code forward} and {@code reverse}: its two parts. */
public final class MixedProvider implements BackendProvider {
  /** For the service loader. */
  public MixedProvider() {}

  @Override
  public String name() {
    return "mixed";
  }

  @Override
  public Backend create(Options options) {
    return new MixedBackend(
        options.backend("forward", "forward"), options.backend("reverse", "reverse"));
  }
}
