/**
 * Programs on tensors, interpreted element by element over any type of scalar: what an engine of
 * scalars needs to stand behind the interface.
 *
 * <p>An engine says in a {@link org.fluxion.scalar.ScalarField} what its elements can do, and runs
 * functions under a {@link org.fluxion.scalar.FieldInterpreter} over it.
 */
@NullMarked
package org.fluxion.scalar;

import org.jspecify.annotations.NullMarked;
