/** Pure layers {@code (x, ps, st) -> (y, st')}, training, and the owned stateful layer. */
module org.fluxion.layers {
  requires com.fasterxml.jackson.core;
  requires transitive org.fluxion;
  requires static transitive org.jspecify;
  // For LayerConformance alone; whoever extends it has JUnit.
  requires static org.junit.jupiter.api;

  exports org.fluxion.layers;
  exports org.fluxion.layers.conformance;
  exports org.fluxion.layers.files;
  exports org.fluxion.layers.training;
}
