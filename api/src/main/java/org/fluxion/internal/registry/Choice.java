package org.fluxion.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Optional;
import java.util.Properties;
import org.fluxion.BackendNotFoundException;
import org.fluxion.FluxionException;
import org.jspecify.annotations.Nullable;

/**
 * The specification that a program is configured with, and where it comes from.
 *
 * @param origin for messages
 */
record Choice(String spec, String origin) {
  private static final String PROPERTY = "fluxion.backend";
  private static final String VARIABLE = "FLUXION_BACKEND";
  private static final String FILE = "fluxion.properties";
  private static final String KEY = "backend";
  private static final String PREFERRED = "mixed";

  /** {@return what the system property, the environment or the file says; the first of these} */
  static Optional<Choice> configured(Environment environment) {
    return choice(environment.property().apply(PROPERTY), "the system property " + PROPERTY)
        .or(
            () ->
                choice(
                    environment.variable().apply(VARIABLE), "the environment variable " + VARIABLE))
        .or(() -> file(environment.loader()));
  }

  /** {@return the backend to take when nothing is configured, if the class path leaves no doubt} */
  static Optional<Choice> byDefault(Providers providers) {
    if (providers.byName().containsKey(PREFERRED)) {
      return Optional.of(new Choice(PREFERRED, "the default, since nothing is configured"));
    }
    return providers.byName().size() == 1
        ? choice(
            providers.byName().keySet().iterator().next(), "the only backend on the class path")
        : Optional.empty();
  }

  /** {@return that nothing is configured and how to do it} */
  static BackendNotFoundException undecided(Providers providers) {
    return new BackendNotFoundException(
        "no backend is configured, and "
            + providers.present()
            + "; "
            + (providers.byName().isEmpty()
                ? "add the artifact org.fluxion:fluxion-backend-mixed to the class path"
                : "choose one with -D"
                    + PROPERTY
                    + "=..., the environment variable "
                    + VARIABLE
                    + ", or a line "
                    + KEY
                    + "=... in "
                    + FILE
                    + " on the class path")
            + providers.failures());
  }

  private static Optional<Choice> choice(@Nullable String spec, String origin) {
    return spec == null || spec.isBlank()
        ? Optional.empty()
        : Optional.of(new Choice(spec, origin));
  }

  private static Optional<Choice> file(ClassLoader loader) {
    URL url = loader.getResource(FILE);
    if (url == null) {
      url = Choice.class.getResource("/" + FILE);
    }
    if (url == null) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try {
      URLConnection connection = url.openConnection();
      // A cached connection would keep the jar open and serve an old file.
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        properties.load(in);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new FluxionException(url + " cannot be read: " + e.getMessage(), e);
    }
    return choice(properties.getProperty(KEY), url.toString());
  }
}
