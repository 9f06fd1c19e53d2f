/** A Hamiltonian network learns a spring. */
@NullMarked
package org.fluxion.examples.hnn;

import org.jspecify.annotations.NullMarked;
