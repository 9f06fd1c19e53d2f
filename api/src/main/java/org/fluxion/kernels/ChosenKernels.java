package org.fluxion.kernels;

import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernels in use: chosen here and nowhere else, when any are used first. */
final class ChosenKernels {
  private static final String PROPERTY = "fluxion.kernels";

  private static final List<KernelCandidate> CANDIDATES = KernelChoice.candidates();

  private static final KernelChoice CHOICE = choose(System.getProperty(PROPERTY));

  /** On its own, because the compiler inlines what a constant refers to; null if there are none. */
  private static final @Nullable Kernels KERNELS = CHOICE.kernels();

  static {
    if (KERNELS != null && !CHOICE.message().isEmpty()) {
      System.getLogger(PROPERTY).log(Level.INFO, CHOICE.message());
    }
  }

  private ChosenKernels() {}

  private static KernelChoice choose(@Nullable String name) {
    return name == null ? KernelChoice.best(CANDIDATES) : KernelChoice.named(name, CANDIDATES);
  }

  static Kernels current() {
    if (KERNELS == null) {
      throw new KernelsNotFoundException(PROPERTY + ": " + CHOICE.message());
    }
    return KERNELS;
  }

  static Kernels named(String name) {
    KernelChoice choice = choose(name);
    if (choice.kernels() == null) {
      throw new KernelsNotFoundException(choice.message());
    }
    return choice.kernels();
  }

  static List<KernelInfo> available() {
    return CHOICE.all();
  }
}
