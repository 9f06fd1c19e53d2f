/**
 * The facade: operators on functions, backends by name, and the types that functions are written
 * with.
 *
 * <p>Start at {@link org.fluxion.Derivatives} and {@link org.fluxion.Backends}.
 */
@NullMarked
package org.fluxion;

import org.jspecify.annotations.NullMarked;
