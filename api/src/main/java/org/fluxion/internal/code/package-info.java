/**
 * What prepared programs hand to a code generator, and what they get back.
 *
 * <p>Exported to the module that generates code, and to no other.
 */
@NullMarked
package org.fluxion.internal.code;

import org.jspecify.annotations.NullMarked;
