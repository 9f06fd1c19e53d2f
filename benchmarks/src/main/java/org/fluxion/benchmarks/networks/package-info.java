/** Gradients of small networks, and of losses that contain a gradient of theirs. */
@NullMarked
package org.fluxion.benchmarks.networks;

import org.jspecify.annotations.NullMarked;
