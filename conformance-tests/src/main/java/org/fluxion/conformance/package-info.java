/**
 * The conformance kit: tests that anybody extends for a primitive or a backend of their own.
 *
 * <p>{@link org.fluxion.conformance.BackendConformance} holds backends to numbered rules, which
 * {@link org.fluxion.conformance.BackendRules} also runs without a test engine; {@link
 * org.fluxion.conformance.PrimitiveConformance} holds primitives to numbered laws; {@link
 * org.fluxion.conformance.Close} compares tensors. The kit knows no backend.
 */
@NullMarked
package org.fluxion.conformance;

import org.jspecify.annotations.NullMarked;
