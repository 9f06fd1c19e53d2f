/** The rules that every module keeps, as a test class to extend. */
@NullMarked
package org.fluxion.architecture;

import org.jspecify.annotations.NullMarked;
