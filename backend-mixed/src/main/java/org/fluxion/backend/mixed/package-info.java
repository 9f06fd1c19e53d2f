/**
 * Two engines together: forward over reverse for second order, Jacobians by the cheaper direction,
 * and the nested chain rule. Found as {@code mixed}.
 */
@NullMarked
package org.fluxion.backend.mixed;

import org.jspecify.annotations.NullMarked;
