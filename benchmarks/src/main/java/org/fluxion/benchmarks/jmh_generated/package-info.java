/** JMH's annotation processor writes its classes into this package. */
@NullMarked
package org.fluxion.benchmarks.jmh_generated;

import org.jspecify.annotations.NullMarked;
