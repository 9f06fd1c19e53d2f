package org.fluxion.internal.plan;

import java.util.List;

/**
 * How consecutive operations are done at once.
 *
 * @param parts what is done, in order
 * @param scratch the lengths of arrays that hold values in between
 * @param text what is shown of it
 */
record Lowered(List<Part> parts, List<Integer> scratch, String text) {}
