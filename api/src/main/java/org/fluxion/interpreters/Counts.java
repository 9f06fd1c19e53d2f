package org.fluxion.interpreters;

/**
 * What a program cost, counted exactly.
 *
 * @param primitives how many primitives were evaluated
 * @param multiplyAdds multiply-adds of matrix products
 * @param bytes of the results of all primitives
 * @param evaluations calls of the functions that were {@linkplain Counting#counted counted}
 */
public record Counts(long primitives, long multiplyAdds, long bytes, long evaluations) {}
