package org.fluxion.backend.finite;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxion.Backend;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.Options;

/** What the tests share: backends by option, and calls that are counted. */
final class Finite {
  private Finite() {}

  /** Makes the backend with options given as key, value, key, value. */
  static Backend with(String... options) {
    Map<String, String> map =
        options.length == 0
            ? Map.of()
            : options.length == 2
                ? Map.of(options[0], options[1])
                : Map.of(options[0], options[1], options[2], options[3]);
    return new FiniteProvider().create(new Given(map));
  }

  /** Counts the calls of a function. */
  static MultiFunction counted(AtomicInteger calls, MultiFunction f) {
    return x -> {
      calls.incrementAndGet();
      return f.apply(x);
    };
  }

  private record Given(Map<String, String> map) implements Options {
    @Override
    public Optional<String> text(String key) {
      return Optional.ofNullable(map.get(key));
    }

    @Override
    public double number(String key, double orElse) {
      return text(key).map(Double::parseDouble).orElse(orElse);
    }

    @Override
    public int integer(String key, int orElse, int least) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Backend backend(String key, String orElse) {
      throw new UnsupportedOperationException();
    }
  }
}
