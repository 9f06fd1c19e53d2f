/** Second order and the nested chain rule, forward over reverse. */
module org.fluxion.backend.mixed {
  requires transitive org.fluxion;
  requires static transitive org.jspecify;

  exports org.fluxion.backend.mixed;

  provides org.fluxion.spi.BackendProvider with
      org.fluxion.backend.mixed.MixedProvider;
  provides org.fluxion.spi.NestedRule with
      org.fluxion.backend.mixed.NestedChainRule;
}
