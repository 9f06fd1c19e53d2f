/**
 * Layers as in Lux: immutable values without parameters, which map (x, ps, st) to (y, st').
 *
 * <p>Read {@link org.fluxion.layers.Layer}, {@link org.fluxion.layers.Chain} and {@link
 * org.fluxion.layers.StatefulLayer} in this order. Nothing here knows a backend: whatever
 * differentiates functions of tensors differentiates a layer.
 */
@NullMarked
package org.fluxion.layers;

import org.jspecify.annotations.NullMarked;
