package org.fluxion.examples;

/**
 * What one {@link Way} gave and cost.
 *
 * @param how its name
 * @param value the loss
 * @param maxRelativeError the largest of |got − reference| / |reference| over the loss and every
 *     entry of its gradient
 * @param tolerance the relative error that it may have
 * @param microseconds median time of a call after warming up
 * @param bytes allocated by a call, median
 * @param multiplyAdds of the matrix products of a call, counted
 */
public record WayReport(
    String how,
    double value,
    double maxRelativeError,
    double tolerance,
    double microseconds,
    long bytes,
    long multiplyAdds) {}
