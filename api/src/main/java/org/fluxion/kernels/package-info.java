/**
 * Dense kernels on row-major arrays: products, elementwise functions and sums, by whatever this
 * machine does best.
 */
@NullMarked
package org.fluxion.kernels;

import org.jspecify.annotations.NullMarked;
