package org.fluxion;

import java.util.Optional;
import org.fluxion.interpreters.Counts;
import org.fluxion.spi.Nesting;

/**
 * A way in which the derivative of an inner derivative can be taken, as {@code explain} tells it.
 *
 * @param nesting which way; never {@link Nesting#RULE}, which leaves the choice
 * @param taken whether a call inside another derivative goes this way
 * @param reason why, or why not
 * @param cost of the inner call and of the gradient of its result by x and by all that f shows; not
 *     there where the way cannot be gone, or where f cannot be looked into
 */
public record NestedWay(Nesting nesting, boolean taken, String reason, Optional<Counts> cost) {}
