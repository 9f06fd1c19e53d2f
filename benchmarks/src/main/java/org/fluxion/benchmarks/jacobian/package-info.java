/** Jacobians by batches of tangents. */
@NullMarked
package org.fluxion.benchmarks.jacobian;

import org.jspecify.annotations.NullMarked;
