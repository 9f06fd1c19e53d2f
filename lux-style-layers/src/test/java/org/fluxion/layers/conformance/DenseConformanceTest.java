package org.fluxion.layers.conformance;

import org.fluxion.layers.Activation;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Layer;

class DenseConformanceTest extends LayerConformance {
  @Override
  protected Layer layer() {
    return new Dense(4, 3, Activation.GELU);
  }
}
