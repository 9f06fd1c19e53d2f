package org.fluxion.spi;

import org.fluxion.Backend;
import org.jspecify.annotations.Nullable;

/**
 * An operator applied inside another derivative, as a function of everything that it depends on.
 *
 * <p>Its operands are the tensors that it differentiates by, the active ones, and then all others
 * that an outer derivative may watch: a cotangent or tangent, and parameters.
 *
 * @param operator its name, for messages
 * @param backend computes the results; it takes tensors that others watch
 * @param nesting which way to go
 * @param active how many of the operands, from the first, are active
 * @param results of the operator, by its backend, nesting naturally
 * @param potential if the operator is a gradient: the scalar function of all operands that it is
 *     the gradient of, by the active ones
 * @param withValue whether the potential's value comes first among the results
 */
public record InnerCall(
    String operator,
    Backend backend,
    Nesting nesting,
    int active,
    MultiFunction results,
    @Nullable MultiFunction potential,
    boolean withValue) {}
