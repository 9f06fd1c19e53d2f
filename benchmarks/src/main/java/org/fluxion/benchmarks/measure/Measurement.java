package org.fluxion.benchmarks.measure;

/**
 * What one call of a workload takes.
 *
 * @param nanoseconds the median over the iterations of the mean of each
 * @param bytes allocated by its thread: the least of some calls, since a prepared operator is
 *     compared with a fresh recording at calls 2, 4, 8, …
 */
public record Measurement(double nanoseconds, double bytes) {}
