/** The look of our pictures. */
@NullMarked
package org.fluxion.examples.plots;

import org.jspecify.annotations.NullMarked;
