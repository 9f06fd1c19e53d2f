/**
 * Generates bytecode for parts of prepared programs.
 *
 * <p>{@link org.fluxion.compiler.BytecodeGenerator} is found by {@link java.util.ServiceLoader}.
 * Classes are hidden, so they go when the plans go that they were made for.
 */
@NullMarked
package org.fluxion.compiler;

import org.jspecify.annotations.NullMarked;
