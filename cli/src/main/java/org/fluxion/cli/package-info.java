/**
 * The {@code fluxion} command: {@link org.fluxion.cli.Main} reads the arguments, a class for each
 * subcommand prints what the other modules compute.
 */
@NullMarked
package org.fluxion.cli;

import org.jspecify.annotations.NullMarked;
