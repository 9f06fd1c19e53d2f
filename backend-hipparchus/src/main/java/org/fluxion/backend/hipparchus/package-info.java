/** Hipparchus behind the interface: forward mode by its numbers with derivatives. */
@NullMarked
package org.fluxion.backend.hipparchus;

import org.jspecify.annotations.NullMarked;
