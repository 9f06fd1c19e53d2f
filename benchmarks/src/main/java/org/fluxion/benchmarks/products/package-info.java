/** Products of matrices. */
@NullMarked
package org.fluxion.benchmarks.products;

import org.jspecify.annotations.NullMarked;
