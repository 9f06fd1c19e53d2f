package org.fluxion.compiler;

/**
 * A number that moves by a fixed step with each turn of a loop.
 *
 * @param start the number in the first turn
 * @param step how far it moves with each
 */
record Affine(int start, int step) {}
