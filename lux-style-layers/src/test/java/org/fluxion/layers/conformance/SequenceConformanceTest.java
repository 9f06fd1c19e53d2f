package org.fluxion.layers.conformance;

import java.util.stream.Stream;
import org.fluxion.layers.GRUCell;
import org.fluxion.layers.LSTMCell;
import org.fluxion.layers.MultiHeadAttention;
import org.fluxion.layers.RNNCell;
import org.fluxion.layers.Recurrence;
import org.fluxion.layers.Recurrence.Output;
import org.fluxion.layers.Recurrence.Start;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class SequenceConformanceTest {
  @TestFactory
  Stream<DynamicNode> recurrentLayersAndAttentionObeyTheRules() {
    return Stream.of(
            remembering(LayerSample.of(new RNNCell(3, 2), 4, 3)),
            remembering(LayerSample.of(new LSTMCell(3, 2), 4, 3)),
            remembering(LayerSample.of(new GRUCell(3, 2), 4, 3)),
            LayerSample.of(new Recurrence(new RNNCell(3, 2)), 2, 4, 3),
            LayerSample.of(
                new Recurrence(new LSTMCell(3, 2), Output.SEQUENCE, Start.LEARNED), 2, 5, 3),
            remembering(
                LayerSample.of(
                    new Recurrence(new GRUCell(3, 2), Output.LAST, Start.CARRIED), 2, 3, 3)),
            LayerSample.of(new MultiHeadAttention(4, 2, false), 2, 3, 4),
            LayerSample.of(new MultiHeadAttention(6, 3, true), 2, 3, 6))
        .flatMap(LayerConformance::tests);
  }

  private static LayerSample remembering(LayerSample sample) {
    return sample.withTraits(Trait.REMEMBERS);
  }
}
