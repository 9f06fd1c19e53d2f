package org.fluxion.kernels;

import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernels in use: chosen here and nowhere else, when any are used first. */
final class ChosenKernels {
  private static final KernelChoice CHOICE =
      KernelChoice.among(KernelChoice.candidates(), System.getProperty("fluxion.kernels"));

  /** On its own, because the compiler inlines what a constant refers to; null if there are none. */
  private static final @Nullable Kernels KERNELS = CHOICE.kernels();

  static {
    if (KERNELS != null && !CHOICE.message().isEmpty()) {
      System.getLogger("org.fluxion.kernels").log(Level.INFO, CHOICE.message());
    }
  }

  private ChosenKernels() {}

  static Kernels current() {
    if (KERNELS == null) {
      throw new KernelsNotFoundException(CHOICE.message());
    }
    return KERNELS;
  }

  static List<KernelInfo> available() {
    return CHOICE.all();
  }
}
