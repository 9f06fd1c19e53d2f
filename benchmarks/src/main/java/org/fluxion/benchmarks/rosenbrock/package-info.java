/** The Rosenbrock function, in scalar and in vector code. */
@NullMarked
package org.fluxion.benchmarks.rosenbrock;

import org.jspecify.annotations.NullMarked;
