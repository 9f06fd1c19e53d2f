/** A differentiation interface for the JVM: tensors, the facade, and the SPI of its backends. */
module org.fluxion {
  // Tensor converts from and to EJML's matrices.
  requires transitive ejml.core;
  requires ejml.ddense;
  requires static transitive org.jspecify;

  exports org.fluxion;
  exports org.fluxion.interpreters;
  exports org.fluxion.kernels;
  exports org.fluxion.spi;
  exports org.fluxion.tensor;

  uses org.fluxion.kernels.KernelProvider;
  uses org.fluxion.spi.BackendProvider;
  uses org.fluxion.spi.NestedRule;
}
