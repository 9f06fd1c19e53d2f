/** Kernels on the vector instructions of the processor. Found as {@code vector}. */
@NullMarked
package org.fluxion.kernels.vector;

import org.jspecify.annotations.NullMarked;
