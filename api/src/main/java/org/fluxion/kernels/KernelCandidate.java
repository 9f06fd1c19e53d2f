package org.fluxion.kernels;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kernels that a provider offers, made if they can be.
 *
 * @param kernels null if there is an obstacle
 * @param obstacle why they cannot be used; nothing if they can
 */
record KernelCandidate(
    String name, int priority, @Nullable Kernels kernels, Optional<String> obstacle) {
  /** {@return what a provider offers; if it fails, that is the obstacle} */
  static KernelCandidate of(KernelProvider provider) {
    try {
      Optional<String> obstacle = provider.obstacle();
      return new KernelCandidate(
          provider.name(),
          provider.priority(),
          obstacle.isPresent() ? null : provider.create(),
          obstacle);
    } catch (RuntimeException | LinkageError e) {
      return failed(provider.getClass().getName(), e);
    }
  }

  /** {@return one that does not work, behind all others} */
  static KernelCandidate failed(String name, Throwable error) {
    return new KernelCandidate(name, Integer.MIN_VALUE, null, Optional.of("it fails: " + error));
  }

  /** {@return a sentence on the obstacle; empty if there is none} */
  String complaint() {
    return obstacle.map(why -> "the kernels \"" + name + "\" cannot be used: " + why).orElse("");
  }

  KernelInfo info(boolean inUse) {
    return new KernelInfo(name, inUse, obstacle);
  }
}
