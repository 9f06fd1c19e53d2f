/**
 * Training: losses, optimisers, and the loop around them, all of immutable values.
 *
 * <p>Read {@link org.fluxion.layers.training.TrainState}, {@link
 * org.fluxion.layers.training.Optimiser} and {@link org.fluxion.layers.training.Trainer} in this
 * order. Nothing here knows a backend, and nothing here writes to the terminal.
 */
@NullMarked
package org.fluxion.layers.training;

import org.jspecify.annotations.NullMarked;
