package org.fluxion.kernels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of several kernels are used, and what is to be said about it.
 *
 * @param kernels those that are used; null if there are none
 * @param all what there is, best first
 * @param message why there are none, or why better ones are not used; empty if there is nothing to
 *     say
 */
record KernelChoice(@Nullable Kernels kernels, List<KernelInfo> all, String message) {
  /** {@link ServiceLoader} goes on after an error; this stops it where it would do so for ever. */
  private static final int MOST_FAILURES = 100;

  /** {@return what this library has and what its class loader sees besides, best first} */
  static List<KernelCandidate> candidates() {
    List<KernelCandidate> candidates = new ArrayList<>();
    candidates.add(KernelCandidate.of(BuiltIn.PLAIN));
    candidates.add(KernelCandidate.of(BuiltIn.EJML));
    ClassLoader loader = KernelProvider.class.getClassLoader();
    Iterator<KernelProvider> providers =
        ServiceLoader.load(KernelProvider.class, loader).iterator();
    for (int failures = 0; failures < MOST_FAILURES; ) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        candidates.add(KernelCandidate.of(providers.next()));
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        candidates.add(KernelCandidate.failed("a provider that does not load", e));
      }
    }
    candidates.sort(Comparator.comparingInt(KernelCandidate::priority).reversed());
    return candidates;
  }

  /** {@return the first that can be used} */
  static KernelChoice best(List<KernelCandidate> candidates) {
    KernelCandidate best =
        candidates.stream().filter(c -> c.kernels() != null).findFirst().orElseThrow();
    KernelCandidate first = candidates.get(0);
    return new KernelChoice(best.kernels(), infos(candidates, best), first.complaint());
  }

  /** {@return the one of a name} */
  static KernelChoice named(String name, List<KernelCandidate> candidates) {
    Optional<KernelCandidate> named =
        candidates.stream().filter(c -> c.name().equals(name)).findFirst();
    if (named.isEmpty()) {
      String names =
          candidates.stream().map(KernelCandidate::name).collect(Collectors.joining(", "));
      return new KernelChoice(
          null, infos(candidates, null), "no kernels \"" + name + "\"; there are " + names);
    }
    KernelCandidate found = named.get();
    return new KernelChoice(found.kernels(), infos(candidates, found), found.complaint());
  }

  private static List<KernelInfo> infos(
      List<KernelCandidate> candidates, @Nullable KernelCandidate used) {
    return candidates.stream().map(c -> c.info(c.equals(used) && c.kernels() != null)).toList();
  }
}
