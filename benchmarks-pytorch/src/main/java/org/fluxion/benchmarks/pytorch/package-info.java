/** Peers in native code: PyTorch and OpenBLAS, on one thread. */
@NullMarked
package org.fluxion.benchmarks.pytorch;

import org.jspecify.annotations.NullMarked;
