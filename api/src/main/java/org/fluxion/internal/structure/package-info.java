/** Structured arguments: records, lists and maps of tensors, taken apart and put together again. */
@NullMarked
package org.fluxion.internal.structure;

import org.jspecify.annotations.NullMarked;
