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
 * @param all what there is, best first
 * @param kernels those that are used; null if there are none
 * @param message why there are none, or why better ones are not used; empty if there is nothing to
 *     say
 */
record KernelChoice(List<KernelInfo> all, @Nullable Kernels kernels, String message) {
  /** {@link ServiceLoader} goes on after an error; this stops it where it would do so for ever. */
  private static final int MOST_FAILURES = 100;

  /** {@return what this library has and what its class loader sees besides} */
  static List<KernelCandidate> candidates() {
    List<KernelCandidate> candidates = new ArrayList<>();
    candidates.add(KernelCandidate.of(BuiltIn.PLAIN));
    candidates.add(KernelCandidate.of(BuiltIn.EJML));
    Iterator<KernelProvider> providers =
        ServiceLoader.load(KernelProvider.class, KernelProvider.class.getClassLoader()).iterator();
    for (int failures = 0; failures < MOST_FAILURES; ) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        candidates.add(KernelCandidate.of(providers.next()));
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        candidates.add(KernelCandidate.failed("of unknown name", Integer.MIN_VALUE, e));
      }
    }
    return candidates;
  }

  /**
   * {@return the choice}
   *
   * @param wanted the name asked for; null for the best that can be used
   */
  static KernelChoice among(List<KernelCandidate> candidates, @Nullable String wanted) {
    List<KernelCandidate> ordered =
        candidates.stream()
            .sorted(Comparator.comparingInt(KernelCandidate::priority).reversed())
            .toList();
    Optional<KernelCandidate> chosen =
        ordered.stream()
            .filter(c -> wanted == null ? c.kernels() != null : c.name().equals(wanted))
            .findFirst();
    List<KernelInfo> all =
        ordered.stream().map(c -> c.info(chosen.filter(c::equals).isPresent())).toList();
    if (chosen.isEmpty()) {
      String names = ordered.stream().map(KernelCandidate::name).collect(Collectors.joining(", "));
      return new KernelChoice(
          all, null, "fluxion.kernels: no kernels \"" + wanted + "\"; there are " + names);
    }
    KernelCandidate first = wanted == null ? ordered.get(0) : chosen.get();
    String message =
        first.obstacle() == null
            ? ""
            : "the kernels \"" + first.name() + "\" cannot be used: " + first.obstacle();
    return new KernelChoice(all, chosen.get().kernels(), message);
  }
}
