/** A network solves the Burgers equation. */
@NullMarked
package org.fluxion.examples.burgers;

import org.jspecify.annotations.NullMarked;
