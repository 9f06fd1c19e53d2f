/** The conformance kit that any backend runs. */
module org.fluxion.conformance {
  requires transitive org.fluxion;
  requires transitive org.junit.jupiter.api;
  requires java.management;
  requires jdk.management;
  requires static transitive org.jspecify;

  exports org.fluxion.conformance;
}
