package org.fluxion.layers.conformance;

import java.util.stream.Stream;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Conv;
import org.fluxion.layers.GlobalMeanPool;
import org.fluxion.layers.MaxPool;
import org.fluxion.layers.MeanPool;
import org.fluxion.layers.Window;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ConvolutionConformanceTest {
  private static final Window PADDED = Window.of(3).withStride(2).withPadding(1);
  private static final Window DILATED = Window.of(2).withDilation(2);

  @TestFactory
  Stream<DynamicNode> convolutionsAndPoolingsObeyTheRules() {
    return Stream.of(
            LayerSample.of(new Conv(2, 3, Activation.TANH, PADDED.withPadding(1, 2)), 3, 7, 2),
            LayerSample.of(new Conv(2, 3, Window.of(3).same(), DILATED), 2, 4, 5, 2),
            LayerSample.of(new Conv(4, 6, Window.of(2), Window.of(2)).withGroups(2), 2, 3, 4, 4),
            LayerSample.of(new Conv(1, 2, DILATED, DILATED, Window.of(1)), 2, 3, 4, 2, 1),
            ofAnyChannels(LayerSample.of(new MaxPool(PADDED), 2, 5, 2)),
            ofAnyChannels(LayerSample.of(new MaxPool(Window.tiles(2), DILATED), 2, 4, 4, 2)),
            ofAnyChannels(LayerSample.of(new MeanPool(PADDED, Window.tiles(2)), 2, 5, 4, 2)),
            ofAnyChannels(LayerSample.of(new GlobalMeanPool(), 2, 5, 4, 2)))
        .flatMap(LayerConformance::tests);
  }

  private static LayerSample ofAnyChannels(LayerSample sample) {
    return sample.withTraits(Trait.ANY_FEATURES);
  }
}
