package org.fluxion.internal.registry;

import java.net.URL;
import java.security.CodeSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The implementations of a service that are on the class path, each loaded by itself: one that
 * throws is listed as failed and keeps no other from loading.
 *
 * @param found those that loaded
 * @param failed those that did not
 */
record Services<S>(List<Found<S>> found, List<Failed> failed) {
  /** {@link ServiceLoader} goes on after an error; this stops it where it would do so for ever. */
  private static final int MOST_FAILURES = 100;

  /** How the JDK's messages name the class of a provider that could not be loaded. */
  private static final Pattern PROVIDER = Pattern.compile("Provider ([\\w.$]+)");

  private static final Pattern CLASS_FILE = Pattern.compile("^([\\w/$]+) has been compiled by");

  /**
   * An implementation.
   *
   * @param origin its class and where that comes from, for messages
   */
  record Found<S>(S service, String origin) {}

  /**
   * One that does not work.
   *
   * @param name its class, as far as it is known
   * @param reason why, in a sentence
   */
  record Failed(String name, String reason) {}

  /**
   * {@return what is visible to a loader or to the one that loaded the API}
   *
   * <p>Of two classes of one name, the one that the given loader sees counts.
   */
  static <S> Services<S> load(Class<S> service, ClassLoader loader) {
    Map<String, Found<S>> found = new LinkedHashMap<>();
    Map<String, Failed> failed = new LinkedHashMap<>();
    load(ServiceLoader.load(service, loader), found, failed);
    ClassLoader own = Services.class.getClassLoader();
    if (!isOrExtends(loader, own)) {
      load(ServiceLoader.load(service, own), found, failed);
    }
    return new Services<>(List.copyOf(found.values()), List.copyOf(failed.values()));
  }

  private static boolean isOrExtends(ClassLoader loader, @Nullable ClassLoader ancestor) {
    for (ClassLoader at = loader; at != null; at = at.getParent()) {
      if (at == ancestor) {
        return true;
      }
    }
    return ancestor == null;
  }

  private static <S> void load(
      ServiceLoader<S> services, Map<String, Found<S>> found, Map<String, Failed> failed) {
    Iterator<ServiceLoader.Provider<S>> providers = services.stream().iterator();
    for (int failures = 0; failures < MOST_FAILURES; ) {
      String name = "a provider of unknown name";
      try {
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<S> provider = providers.next();
        name = provider.type().getName();
        if (!found.containsKey(name)) {
          found.put(name, new Found<>(provider.get(), origin(provider.type())));
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        Failed failure = new Failed(provider(name, e), reason(e));
        failed.putIfAbsent(failure.name() + failure.reason(), failure);
      }
    }
  }

  private static String provider(String name, Error error) {
    String message = String.valueOf(error.getMessage());
    Matcher provider = PROVIDER.matcher(message);
    if (provider.find()) {
      return provider.group(1);
    }
    Matcher classFile = CLASS_FILE.matcher(message);
    return classFile.find() ? classFile.group(1).replace('/', '.') : name;
  }

  /** {@return the error at the bottom, which says more than those that wrap it} */
  static String reason(Throwable error) {
    Throwable bottom = error;
    while (bottom.getCause() != null) {
      bottom = bottom.getCause();
    }
    return bottom instanceof ServiceConfigurationError
        ? String.valueOf(bottom.getMessage())
        : bottom.toString();
  }

  /** {@return a class and the jar, folder or module that it comes from} */
  static String origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL place = source == null ? null : source.getLocation();
    String module = type.getModule().isNamed() ? "module " + type.getModule().getName() : "";
    String location = place == null ? module : place.toString();
    return type.getName() + " in " + (location.isEmpty() ? "an unknown place" : location);
  }
}
