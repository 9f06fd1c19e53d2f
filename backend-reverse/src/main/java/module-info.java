/** Reverse mode: a tape of linear maps. */
module org.fluxion.backend.reverse {
  requires transitive org.fluxion;
  requires static transitive org.jspecify;

  exports org.fluxion.backend.reverse;

  provides org.fluxion.spi.BackendProvider with
      org.fluxion.backend.reverse.ReverseProvider;
}
