/**
 * The kernel: tensors, the primitives that programs on them are made of, and how applying a
 * primitive finds the interpreter that decides what it means.
 *
 * <p>Read {@link org.fluxion.tensor.Tensor}, {@link org.fluxion.tensor.Primitive}, {@link
 * org.fluxion.tensor.Differential} and {@link org.fluxion.tensor.Interpreter} in this order. The
 * primitives themselves are package-private; each is one small file, and the functions that act
 * element by element stand in two tables.
 */
@NullMarked
package org.fluxion.tensor;

import org.jspecify.annotations.NullMarked;
