/** Programs on tensors, interpreted element by element over any type of scalar. */
module org.fluxion.scalar {
  requires transitive org.fluxion;
  requires static transitive org.jspecify;

  exports org.fluxion.scalar;
}
