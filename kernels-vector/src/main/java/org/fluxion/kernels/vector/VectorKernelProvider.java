package org.fluxion.kernels.vector;

import java.util.Optional;
import org.fluxion.kernels.FusedMultiplyAdd;
import org.fluxion.kernels.KernelProvider;
import org.fluxion.kernels.Kernels;

/**
 * Provides {@code vector}: kernels on the vector instructions of the processor.
 *
 * <p>They need the module {@code jdk.incubator.vector}, which Java resolves only if it is told to.
 * So this class names no other of its package, and loads them when all is there.
 */
public final class VectorKernelProvider implements KernelProvider {
  private static final String MODULE = "jdk.incubator.vector";

  /** For the service loader. */
  public VectorKernelProvider() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int priority() {
    return 10;
  }

  @Override
  public Optional<String> obstacle() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.of(
          "the module " + MODULE + " is not there; start Java with --add-modules " + MODULE);
    }
    if (System.getProperty("java.vm.info", "").contains("interpreted")) {
      return Optional.of("this JVM compiles nothing; start Java without -Xint");
    }
    if (!FusedMultiplyAdd.isFast()) {
      return Optional.of("this machine has no fused multiply-add, on which they rely");
    }
    return Optional.empty();
  }

  @Override
  public Kernels create() {
    try {
      return Class.forName("org.fluxion.kernels.vector.VectorKernels")
          .asSubclass(Kernels.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the vector kernels do not load", e);
    }
  }
}
