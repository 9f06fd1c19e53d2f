/** Backends by name: what is on the class path, specifications, configuration, the nested rule. */
@NullMarked
package org.fluxion.internal.registry;

import org.jspecify.annotations.NullMarked;
