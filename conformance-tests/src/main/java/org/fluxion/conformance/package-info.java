/**
 * The conformance kit: tests that anybody extends for a primitive or a backend of their own.
 *
 * <p>{@link org.fluxion.conformance.PrimitiveConformance} holds primitives to numbered laws, and
 * {@link org.fluxion.conformance.Close} compares tensors. The kit knows no backend.
 */
@NullMarked
package org.fluxion.conformance;

import org.jspecify.annotations.NullMarked;
