package org.fluxion.cli;

import org.fluxion.Backend;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Options;

/** A backend whose native library is not on this machine. */
public final class UnloadableProvider implements BackendProvider {
  static final String REASON = "no acme in java.library.path";

  @Override
  public String name() {
    return "acme";
  }

  @Override
  public Backend create(Options options) {
    throw new UnsatisfiedLinkError(REASON);
  }
}
