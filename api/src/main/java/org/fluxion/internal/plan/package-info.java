/**
 * Prepared programs: what an operator computes, recorded once, given buffers, and run again.
 *
 * <p>{@code Recording} is the interpreter that records, at the bottom of the stack of interpreters;
 * {@code Program} is what it records; {@code Plan} and {@code Workspace} run it; {@code Planned}
 * keeps the plans of one prepared operator and sees that none answers wrongly.
 */
@NullMarked
package org.fluxion.internal.plan;

import org.jspecify.annotations.NullMarked;
