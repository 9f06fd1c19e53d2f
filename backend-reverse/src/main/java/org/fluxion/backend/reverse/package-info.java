/** Reverse mode: a tape of linear maps, swept either way. Found as {@code reverse}. */
@NullMarked
package org.fluxion.backend.reverse;

import org.jspecify.annotations.NullMarked;
