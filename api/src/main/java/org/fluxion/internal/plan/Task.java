package org.fluxion.internal.plan;

import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Primitive;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan: a primitive that reads buffers and fills one.
 *
 * @param place of the value that it computes
 * @param function what the primitive does on arrays; null if it knows only tensors
 * @param operands the buffers that it reads
 * @param result the buffer that it fills
 */
record Task(
    int place, Primitive primitive, @Nullable ArrayFunction function, int[] operands, int result) {}
