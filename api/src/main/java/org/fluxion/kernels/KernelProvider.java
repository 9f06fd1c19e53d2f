package org.fluxion.kernels;

import java.util.Optional;

/**
 * Makes kernels. Found by {@link java.util.ServiceLoader} through the class loader of this library.
 *
 * <p>A provider must load everywhere and say in {@link #obstacle} what is missing, so that it may
 * name classes that are not there only in what {@link #create} loads. Called by one thread.
 */
public interface KernelProvider {
  /** {@return the name, by which {@code fluxion.kernels} chooses; letters, digits and '-'} */
  String name();

  /**
   * {@return how good the kernels are: of those that can be used, the ones with the highest number
   * are}
   *
   * <p>The kernels in this library have 0 and less.
   */
  int priority();

  /** {@return why these kernels cannot be used here and what to do, in a sentence; else nothing} */
  Optional<String> obstacle();

  /** {@return the kernels; called only if there is no obstacle} */
  Kernels create();
}
