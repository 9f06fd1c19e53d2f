/**
 * The conformance kit for layers: {@link org.fluxion.layers.conformance.LayerConformance} for test
 * classes, {@link org.fluxion.layers.conformance.LayerRules} for everything else.
 *
 * <p>It finds the backends to differentiate with on the class path and knows none of them. JUnit is
 * needed by {@code LayerConformance} alone.
 */
@NullMarked
package org.fluxion.layers.conformance;

import org.jspecify.annotations.NullMarked;
