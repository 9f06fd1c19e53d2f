/** Examples: the jobs that a reader runs first. */
module org.fluxion.examples {
  requires transitive org.fluxion;
  requires transitive org.fluxion.layers;
  requires com.fasterxml.jackson.databind;
  requires java.desktop;
  requires java.management;
  requires jdk.management;
  requires org.knowm.xchart;
  requires static transitive org.jspecify;

  exports org.fluxion.examples;
  exports org.fluxion.examples.burgers;
  exports org.fluxion.examples.heat;
  exports org.fluxion.examples.hnn;
  exports org.fluxion.examples.jobs;
}
