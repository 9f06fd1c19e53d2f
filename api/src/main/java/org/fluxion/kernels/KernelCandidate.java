package org.fluxion.kernels;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kernels that a provider offers, made if they can be.
 *
 * @param kernels null if there is an obstacle
 * @param obstacle why they cannot be used; null if they can
 */
record KernelCandidate(
    String name, int priority, @Nullable Kernels kernels, @Nullable String obstacle) {
  /** {@return what a provider offers; if it fails, that is the obstacle} */
  static KernelCandidate of(KernelProvider provider) {
    String name = provider.getClass().getName();
    int priority = Integer.MIN_VALUE;
    try {
      name = provider.name();
      priority = provider.priority();
      Optional<String> obstacle = provider.obstacle();
      return obstacle.isPresent()
          ? new KernelCandidate(name, priority, null, obstacle.get())
          : new KernelCandidate(name, priority, provider.create(), null);
    } catch (RuntimeException | LinkageError e) {
      return failed(name, priority, e);
    }
  }

  /** {@return one that does not work} */
  static KernelCandidate failed(String name, int priority, Throwable error) {
    return new KernelCandidate(name, priority, null, "it failed: " + error);
  }

  KernelInfo info(boolean inUse) {
    return new KernelInfo(name, inUse, Optional.ofNullable(obstacle));
  }
}
