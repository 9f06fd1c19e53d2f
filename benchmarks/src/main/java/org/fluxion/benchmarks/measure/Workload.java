package org.fluxion.benchmarks.measure;

import java.util.function.Supplier;

/**
 * Work with a name, not set up yet.
 *
 * @param id its name, words with slashes between, for example {@code products/512/NN/fluxion}
 * @param preparation sets it up; not timed
 */
public record Workload(String id, Supplier<Work> preparation) {}
