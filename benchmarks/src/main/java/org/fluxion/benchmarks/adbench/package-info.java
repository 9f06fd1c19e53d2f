/** Two objectives of ADBench: a mixture of Gaussians and an LSTM. */
@NullMarked
package org.fluxion.benchmarks.adbench;

import org.jspecify.annotations.NullMarked;
