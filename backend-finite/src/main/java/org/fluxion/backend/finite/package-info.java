/** Finite differences: differentiates anything that can be called. */
@NullMarked
package org.fluxion.backend.finite;

import org.jspecify.annotations.NullMarked;
