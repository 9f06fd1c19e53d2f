package org.fluxion.backend.pytorch;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.FluxionException;

/** libtorch itself: whether it is there, and how many threads it takes. */
final class NativeLibrary {
  private NativeLibrary() {}

  /**
   * Loads libtorch, which takes a second when it is done first.
   *
   * @throws FluxionException if it cannot be loaded, with the reason and the remedy
   */
  static void load() {
    try {
      Loader.load(torch.class);
    } catch (LinkageError | RuntimeException e) {
      throw missing(e);
    }
  }

  static FluxionException missing(Throwable e) {
    return new FluxionException(
        "pytorch: libtorch cannot be loaded for "
            + platform()
            + ": "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString())
            + "; add the artifacts pytorch, openblas and javacpp of org.bytedeco, each with the"
            + " classifier of this platform, to the class path",
        e);
  }

  private static String platform() {
    return System.getProperty("os.name") + " on " + System.getProperty("os.arch");
  }

  /**
   * Gives operations in this thread so many threads: libtorch counts them for each caller, and
   * OpenBLAS, which computes its products, for all.
   */
  static void use(int threads) {
    if (torch.get_num_threads() != threads) {
      torch.set_num_threads(threads);
    }
    if (openblas_full.openblas_get_num_threads() != threads) {
      openblas_full.openblas_set_num_threads(threads);
    }
  }
}
