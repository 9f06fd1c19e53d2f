/** A network solves the heat equation in two dimensions. */
@NullMarked
package org.fluxion.examples.heat;

import org.jspecify.annotations.NullMarked;
