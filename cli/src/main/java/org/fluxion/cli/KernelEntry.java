package org.fluxion.cli;

import org.fluxion.kernels.KernelInfo;
import org.jspecify.annotations.Nullable;

/** Kernels as {@code fluxion backends --json} describes them; no obstacle if they can be used. */
record KernelEntry(String name, boolean inUse, @Nullable String obstacle) {
  static KernelEntry of(KernelInfo kernels) {
    return new KernelEntry(kernels.name(), kernels.inUse(), kernels.obstacle().orElse(null));
  }
}
