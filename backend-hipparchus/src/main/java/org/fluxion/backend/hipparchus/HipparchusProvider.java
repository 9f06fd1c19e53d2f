package org.fluxion.backend.hipparchus;

import org.fluxion.Backend;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Options;

/**
 * Provides {@code hipparchus}: forward mode by the numbers with derivatives of the Hipparchus
 * library, with the option {@code chunk}: how many directions one sweep carries.
 *
 * <p>First derivatives are Hipparchus' {@code Gradient}s, second ones {@code FieldGradient}s of
 * those. Inside another derivative the elements are {@code FieldGradient}s of scalar tensors: each
 * operation on an element is one on a tensor, so that nests with every backend, to any order, and
 * takes its time.
 *
 * <p>What Hipparchus' numbers lack, {@code erf}, {@code gelu}, {@code lgamma}, {@code digamma} and
 * {@code eigh}, is refused by name. Primitives that bring a derivative along, such as a {@link
 * org.fluxion.CustomRule} or {@link org.fluxion.DifferentiateWith}, are honoured.
 */
public final class HipparchusProvider implements BackendProvider {
  private static final int DEFAULT_CHUNK = 16;

  /** For the service loader. */
  public HipparchusProvider() {}

  @Override
  public String name() {
    return HipparchusBackend.NAME;
  }

  @Override
  public Backend create(Options options) {
    return new HipparchusBackend(options.integer("chunk", DEFAULT_CHUNK, 1));
  }
}
