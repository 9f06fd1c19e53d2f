/**
 * Interpreters that are useful to every engine: running many rows at once, and counting the cost.
 */
@NullMarked
package org.fluxion.interpreters;

import org.jspecify.annotations.NullMarked;
