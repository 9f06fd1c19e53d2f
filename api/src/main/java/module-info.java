/** A differentiation interface for the JVM: tensors, the facade, and the SPI of its backends. */
// The module that generates code is built on this one, so it is not there yet when this is
// compiled.
@SuppressWarnings("module")
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
  exports org.fluxion.internal.code to
      org.fluxion.compiler;

  uses org.fluxion.internal.code.CodeGenerator;
  uses org.fluxion.kernels.KernelProvider;
  uses org.fluxion.spi.BackendProvider;
  uses org.fluxion.spi.NestedRule;
}
