package org.fluxion.conformance;

import java.util.stream.Stream;

/** The families of primitives serve those that a third party writes. */
class OwnPrimitivesTest extends PrimitiveConformance {
  @Override
  protected Stream<PrimitiveSample> samples() {
    return OwnPrimitives.samples();
  }
}
