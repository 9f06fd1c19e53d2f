/** Pure layers {@code (x, ps, st) -> (y, st')}, training, and the owned stateful layer. */
module org.fluxion.layers {
  requires transitive org.fluxion;
  requires static transitive org.jspecify;

  exports org.fluxion.layers;
}
