/** Forward mode: dual values, many tangents in one sweep. Found as {@code forward}. */
@NullMarked
package org.fluxion.backend.forward;

import org.jspecify.annotations.NullMarked;
