package org.fluxion.internal.registry;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fluxion.Backend;
import org.fluxion.FluxionException;
import org.fluxion.InvalidSpecException;
import org.fluxion.internal.registry.Services.Found;
import org.fluxion.spi.NestedRule;
import org.fluxion.spi.Nesting;
import org.jspecify.annotations.Nullable;

/** The nested chain rule that is on the class path, and whether it applies. Thread-safe. */
public final class NestedRules {
  private static final String PROPERTY = "fluxion.nested";
  private static final String REMEDY = "-D" + PROPERTY + "=off does without";

  // Every nested derivative asks, so that there is none is remembered as well.
  private static final LoaderCache<Optional<NestedRule>> RULES = new LoaderCache<>();

  private NestedRules() {}

  /**
   * {@return the rule, if there is one; looked up once for each class loader}
   *
   * @throws FluxionException if there are several, or none but such as do not load
   */
  public static Optional<NestedRule> find() {
    ClassLoader loader = Environment.SYSTEM.loader();
    Optional<NestedRule> rule = RULES.get(loader);
    if (rule == null) {
      rule = only(Services.load(NestedRule.class, loader));
      RULES.put(loader, rule);
    }
    return rule;
  }

  private static Optional<NestedRule> only(Services<NestedRule> services) {
    List<Found<NestedRule>> found = services.found();
    if (found.size() > 1) {
      throw new FluxionException(
          "several nested rules are on the class path: "
              + found.stream().map(Found::origin).collect(Collectors.joining("; "))
              + "; keep one of them, or "
              + REMEDY);
    }
    if (found.isEmpty() && !services.failed().isEmpty()) {
      throw new FluxionException(
          services.failed().stream()
              .map(
                  failure ->
                      "the nested rule " + failure.name() + " does not load: " + failure.reason())
              .collect(Collectors.joining("; ", "", "; " + REMEDY)));
    }
    return found.stream().findFirst().map(Found::service);
  }

  /**
   * {@return which way a backend's derivatives are nested: as it says itself, else as the system
   * property says; naturally if there is no rule}
   */
  public static Nesting nesting(Backend backend) {
    Nesting own = backend.nesting();
    Nesting asked = own == Nesting.RULE ? configured() : own;
    return asked == Nesting.NATURAL || find().isPresent() ? asked : Nesting.NATURAL;
  }

  private static Nesting configured() {
    @Nullable String property = System.getProperty(PROPERTY);
    if (property == null || property.isBlank()) {
      return Nesting.RULE;
    }
    return Nesting.of(property)
        .orElseThrow(
            () ->
                new InvalidSpecException(
                    "the system property "
                        + PROPERTY
                        + " is \""
                        + property
                        + "\"; it needs one of "
                        + Nesting.options()));
  }
}
