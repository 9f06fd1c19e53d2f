package org.fluxion.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fluxion.BackendNotFoundException;
import org.fluxion.internal.registry.Services.Failed;
import org.fluxion.internal.registry.Services.Found;
import org.fluxion.spi.BackendProvider;
import org.jspecify.annotations.Nullable;

/**
 * The backends that one scan of the class path found.
 *
 * @param byName the providers of each name, in alphabetical order; several of one name are an error
 *     for whoever asks for it
 * @param failed those that did not load or have no usable name
 */
record Providers(Map<String, List<Found<BackendProvider>>> byName, List<Failed> failed) {
  private static final Pattern NAME = Pattern.compile("[\\w.-]+");

  /** {@return what a class loader sees now} */
  static Providers scan(ClassLoader loader) {
    Services<BackendProvider> services = Services.load(BackendProvider.class, loader);
    Map<String, List<Found<BackendProvider>>> byName = new TreeMap<>();
    List<Failed> failed = new ArrayList<>(services.failed());
    for (Found<BackendProvider> found : services.found()) {
      try {
        byName.computeIfAbsent(name(found.service()), name -> new ArrayList<>()).add(found);
      } catch (Throwable e) {
        failed.add(
            new Failed(
                found.service().getClass().getName(),
                "name() of " + found.origin() + " failed: " + Services.reason(e)));
      }
    }
    return new Providers(byName, failed);
  }

  private static String name(BackendProvider provider) {
    @Nullable String name = provider.name();
    if (name == null || !NAME.matcher(name).matches() || name.equals(SecondOrderBackend.NAME)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name for a backend; use letters, digits, '_', '.' and '-'");
    }
    return name;
  }

  /** {@return the one provider of a name; null if there is none, or more than one} */
  @Nullable Found<BackendProvider> only(String name) {
    List<Found<BackendProvider>> found = byName.getOrDefault(name, List.of());
    return found.size() == 1 ? found.get(0) : null;
  }

  /** {@return why there is not one provider of a name, and what to do} */
  BackendNotFoundException none(String name) {
    List<Found<BackendProvider>> found = byName.getOrDefault(name, List.of());
    if (!found.isEmpty()) {
      return new BackendNotFoundException("backend \"" + name + "\" " + clash(found));
    }
    return new BackendNotFoundException(
        "no backend \""
            + name
            + "\"; "
            + present()
            + "; add the artifact org.fluxion:fluxion-backend-"
            + name
            + ", or the jar of whoever else provides it, to the class path"
            + failures());
  }

  /** {@return what is wrong with several providers of one name} */
  static String clash(List<Found<BackendProvider>> found) {
    return found.stream()
        .map(Found::origin)
        .collect(
            Collectors.joining(
                "; and by ", "is provided by ", "; keep one of them on the class path"));
  }

  /** {@return the names in a sentence} */
  String present() {
    return byName.isEmpty()
        ? "there is none on the class path"
        : "there are " + String.join(", ", byName.keySet());
  }

  /** {@return a line for each provider that failed} */
  String failures() {
    StringBuilder lines = new StringBuilder();
    for (Failed failure : failed) {
      lines.append("\n  not loaded: ").append(failure.name()).append(": ").append(failure.reason());
    }
    return lines.toString();
  }
}
