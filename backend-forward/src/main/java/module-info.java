/** Forward mode: dual values, many tangents in one sweep. */
module org.fluxion.backend.forward {
  requires transitive org.fluxion;
  requires static transitive org.jspecify;

  exports org.fluxion.backend.forward;

  provides org.fluxion.spi.BackendProvider with
      org.fluxion.backend.forward.ForwardProvider;
}
