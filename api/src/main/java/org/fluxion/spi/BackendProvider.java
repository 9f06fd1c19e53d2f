package org.fluxion.spi;

import org.fluxion.Backend;

/**
 * How a backend is found: by {@link java.util.ServiceLoader}.
 *
 * <p>An implementation has a public constructor without parameters and is named in {@code
 * META-INF/services/org.fluxion.spi.BackendProvider}, or in a {@code provides} clause of its
 * module. Neither the constructor nor {@link #name} may fail; what can fail, such as loading a
 * native library, belongs in {@link #create}.
 */
public interface BackendProvider {
  /** {@return the name by which programs and configurations ask for the backend} */
  String name();

  /**
   * {@return a backend with these options; it is immutable and may be shared}
   *
   * <p>Options that are not read are reported to the user as unknown.
   *
   * @throws org.fluxion.InvalidSpecException if an option has no sensible value
   */
  Backend create(Options options);
}
