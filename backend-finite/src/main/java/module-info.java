/** Finite differences: differentiates anything that can be called. */
module org.fluxion.backend.finite {
  requires transitive org.fluxion;
  requires static transitive org.jspecify;

  exports org.fluxion.backend.finite;

  provides org.fluxion.spi.BackendProvider with
      org.fluxion.backend.finite.FiniteProvider;
}
