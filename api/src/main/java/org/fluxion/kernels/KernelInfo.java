package org.fluxion.kernels;

import java.util.Optional;

/**
 * What is known of some kernels.
 *
 * @param name by which the system property {@code fluxion.kernels} chooses them
 * @param inUse whether they are the ones in use
 * @param obstacle why they cannot be used here and what to do; nothing if they can
 */
public record KernelInfo(String name, boolean inUse, Optional<String> obstacle) {}
