package org.fluxion.kernels;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Kernels that come with this library and need nothing else.
 *
 * @param name by which they are chosen
 * @param priority the higher the better
 * @param maker makes them
 */
record BuiltIn(String name, int priority, Supplier<Kernels> maker) implements KernelProvider {
  /** Plain Java, two to four times as fast as EJML at every size that was measured. */
  static final BuiltIn PLAIN = new BuiltIn("plain", 0, PlainKernels::new);

  static final BuiltIn EJML = new BuiltIn("ejml", -1, EjmlKernels::new);

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public Kernels create() {
    return maker.get();
  }
}
