/** What a backend is written against. */
@NullMarked
package org.fluxion.spi;

import org.jspecify.annotations.NullMarked;
