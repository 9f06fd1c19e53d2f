package org.fluxion.examples;

import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * All that the loss of a network depends on, so that one derivative answers for input and
 * parameters together.
 *
 * @param t inputs of the network, points × 1
 * @param ps its parameters
 */
public record Arguments(Tensor t, Parameters ps) {}
