package org.fluxion.layers;

import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * One call of a layer within a model, as {@link Observed} tells of it.
 *
 * @param path of the layer in the model, as in {@code layer_1.layer_2}; empty for the model itself
 * @param layer that was called
 * @param x its input
 * @param ps its parameters
 * @param st its state before the call
 * @param applied what it returned
 */
public record LayerCall(
    String path, Layer layer, Tensor x, Parameters ps, State st, Applied applied) {}
