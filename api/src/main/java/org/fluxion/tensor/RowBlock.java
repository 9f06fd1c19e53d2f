package org.fluxion.tensor;

/**
 * A primitive as it is applied to a block of rows of a large batch.
 *
 * @param primitive for operands cut to the block
 * @param isTotal whether the results of all blocks are to be added; else each is a block of the
 *     result's rows
 */
public record RowBlock(Primitive primitive, boolean isTotal) {}
