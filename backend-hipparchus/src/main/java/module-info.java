/** Hipparchus behind the interface: forward mode by its numbers with derivatives. */
module org.fluxion.backend.hipparchus {
  requires transitive org.fluxion;
  requires static transitive org.jspecify;
  requires org.fluxion.scalar;
  requires hipparchus.core;

  exports org.fluxion.backend.hipparchus;

  provides org.fluxion.spi.BackendProvider with
      org.fluxion.backend.hipparchus.HipparchusProvider;
}
