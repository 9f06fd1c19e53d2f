package org.fluxion;

import java.util.Optional;
import org.fluxion.spi.Capabilities;

/**
 * A backend that was found: what it can do, or why it cannot be used.
 *
 * @param name by which it is asked for; the provider's class where even the name is not known
 * @param capabilities present if it can be used
 * @param failure present if it cannot: the reason, in a sentence
 */
public record BackendInfo(
    String name, Optional<Capabilities> capabilities, Optional<String> failure) {}
