package org.fluxion.internal.registry;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.fluxion.Backend;
import org.fluxion.BackendNotFoundException;
import org.fluxion.InvalidSpecException;
import org.fluxion.internal.registry.Spec.Option;
import org.fluxion.spi.Options;
import org.jspecify.annotations.Nullable;

/** The options of one specification; remembers which were asked for, and so which are known. */
final class SpecOptions implements Options {
  private final Spec spec;
  private final Function<Spec, Backend> backends;
  private final Set<String> known = new TreeSet<>();

  /**
   * Wraps a specification.
   *
   * @param backends makes the backends that options name
   */
  SpecOptions(Spec spec, Function<Spec, Backend> backends) {
    this.spec = spec;
    this.backends = backends;
  }

  @Override
  public Optional<String> text(String key) {
    return Optional.ofNullable(value(key)).map(Spec::text);
  }

  @Override
  public double number(String key, double orElse) {
    Spec value = value(key);
    if (value == null) {
      return orElse;
    }
    try {
      double number = Double.parseDouble(value.text());
      if (!Double.isNaN(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw value.error(spec.name() + ": option " + key + " needs a number, such as 1e-6");
    }
    throw value.error(spec.name() + ": option " + key + " needs a number, not NaN");
  }

  @Override
  public int integer(String key, int orElse, int least) {
    Spec value = value(key);
    if (value == null) {
      return orElse;
    }
    try {
      int number = Integer.parseInt(value.text());
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw value.error(needsInteger(key, least));
    }
    throw value.error(needsInteger(key, least));
  }

  private String needsInteger(String key, int least) {
    return spec.name() + ": option " + key + " needs a whole number, at least " + least;
  }

  @Override
  public Backend backend(String key, String orElse) {
    Spec value = value(key);
    try {
      return backends.apply(value == null ? Spec.parse(orElse) : value);
    } catch (BackendNotFoundException e) {
      throw new BackendNotFoundException(
          spec.name() + ": option " + key + ": " + e.getMessage(), e);
    }
  }

  /**
   * {@return one of several words, if given}
   *
   * @throws org.fluxion.InvalidSpecException if it is another one
   */
  Optional<String> choice(String key, String... words) {
    Spec value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!List.of(words).contains(value.text())) {
      String needed = String.join(" or ", words);
      throw value.error(spec.name() + ": option " + key + " needs " + needed);
    }
    return Optional.of(value.text());
  }

  /**
   * Fails if there is anything without a key.
   *
   * @throws org.fluxion.InvalidSpecException pointing at it
   */
  void requireKeys() {
    for (Spec argument : spec.arguments()) {
      throw argument.error(
          spec.name() + ": expected an option as key=value, given " + argument.text());
    }
  }

  /**
   * Fails if there is an option that nobody asked for.
   *
   * @throws org.fluxion.InvalidSpecException listing those that are known
   */
  void requireKnown() {
    spec.options()
        .forEach(
            (key, option) -> {
              if (!known.contains(key)) {
                throw unknown(key, option);
              }
            });
  }

  private InvalidSpecException unknown(String key, Option option) {
    return Spec.error(
        spec.source(),
        option.start(),
        spec.name() + ": unknown option " + key + "; known: " + String.join(", ", known));
  }

  private @Nullable Spec value(String key) {
    known.add(key);
    Option option = spec.options().get(key);
    return option == null ? null : option.value();
  }
}
