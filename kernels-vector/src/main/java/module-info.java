/** Kernels on the vector instructions of the processor. */
module org.fluxion.kernels.vector {
  requires transitive org.fluxion;
  requires static transitive org.jspecify;
  requires jdk.incubator.vector;

  provides org.fluxion.kernels.KernelProvider with
      org.fluxion.kernels.vector.VectorKernelProvider;
}
