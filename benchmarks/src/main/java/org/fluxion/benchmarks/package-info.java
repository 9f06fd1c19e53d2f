/** Benchmarks side by side with peers: what is run, and the report of a run. */
@NullMarked
package org.fluxion.benchmarks;

import org.jspecify.annotations.NullMarked;
