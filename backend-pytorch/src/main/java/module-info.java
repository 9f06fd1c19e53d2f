/** PyTorch behind the interface: reverse mode by libtorch. */
module org.fluxion.backend.pytorch {
  requires transitive org.fluxion;
  requires static transitive org.jspecify;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.openblas;
  requires org.bytedeco.pytorch;

  exports org.fluxion.backend.pytorch;

  provides org.fluxion.spi.BackendProvider with
      org.fluxion.backend.pytorch.PytorchProvider;
}
