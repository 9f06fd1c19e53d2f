/**
 * The jobs that a reader runs first: library code that computes and writes files, and prints
 * nothing.
 *
 * <p>{@link org.fluxion.examples.NestedLossDemo} is what {@code fluxion demo} runs; {@link
 * org.fluxion.examples.NestedLoss} is the place to start reading.
 */
@NullMarked
package org.fluxion.examples;

import org.jspecify.annotations.NullMarked;
