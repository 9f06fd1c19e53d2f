package org.fluxion.internal.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fluxion.Backend;
import org.fluxion.BackendInfo;
import org.fluxion.BackendNotFoundException;
import org.fluxion.FluxionException;
import org.fluxion.InvalidSpecException;
import org.fluxion.internal.registry.Services.Found;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Nesting;
import org.jspecify.annotations.Nullable;

/**
 * Makes backends from specifications.
 *
 * <p>What a class loader sees is remembered while it answers what is asked. Whoever asks for more
 * makes the class path be scanned again, so that no failure outlives its reason. Thread-safe.
 */
public final class Registry {
  private static final Registry SYSTEM = new Registry(Environment.SYSTEM);

  private final Environment environment;
  private final LoaderCache<Providers> scans = new LoaderCache<>();

  Registry(Environment environment) {
    this.environment = environment;
  }

  /** {@return the registry of this process} */
  public static Registry system() {
    return SYSTEM;
  }

  /**
   * {@return the backend of a specification}
   *
   * @throws InvalidSpecException if the specification cannot be understood
   * @throws BackendNotFoundException if there is not exactly one provider of the name, or it fails
   */
  public Backend named(String spec) {
    return create(Spec.parse(spec), environment.loader());
  }

  /**
   * {@return the backend that the configuration asks for, or else the default}
   *
   * @throws InvalidSpecException if the specification cannot be understood, saying where it comes
   *     from
   * @throws BackendNotFoundException if there is none, or the choice is open
   */
  public Backend configured() {
    ClassLoader loader = environment.loader();
    Choice choice = Choice.configured(environment).orElseGet(() -> byDefault(loader));
    String from = "\n  \"" + choice.spec() + "\" is from " + choice.origin();
    try {
      return create(Spec.parse(choice.spec()), loader);
    } catch (BackendNotFoundException e) {
      throw new BackendNotFoundException(e.getMessage() + from, e);
    } catch (InvalidSpecException e) {
      InvalidSpecException located = new InvalidSpecException(e.getMessage() + from);
      located.initCause(e);
      throw located;
    }
  }

  private Choice byDefault(ClassLoader loader) {
    Providers known = scans.get(loader);
    Optional<Choice> choice = known == null ? Optional.empty() : Choice.byDefault(known);
    return choice.orElseGet(
        () -> {
          Providers now = scan(loader);
          return Choice.byDefault(now).orElseThrow(() -> Choice.undecided(now));
        });
  }

  /** {@return every backend there is, and every provider that does not work with its reason} */
  public List<BackendInfo> available() {
    ClassLoader loader = environment.loader();
    Providers providers = scan(loader);
    List<BackendInfo> all = new ArrayList<>();
    providers
        .byName()
        .forEach(
            (name, found) ->
                all.add(
                    found.size() == 1
                        ? info(name, found.get(0), loader)
                        : failed(name, Providers.clash(found))));
    providers.failed().forEach(failure -> all.add(failed(failure.name(), failure.reason())));
    all.sort(Comparator.comparing(BackendInfo::name));
    return List.copyOf(all);
  }

  private BackendInfo info(String name, Found<BackendProvider> provider, ClassLoader loader) {
    try {
      Backend backend = create(Spec.parse(name), provider, loader);
      return new BackendInfo(name, Optional.of(backend.capabilities()), Optional.empty());
    } catch (FluxionException e) {
      return failed(name, String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      return failed(
          name, "capabilities() of " + provider.origin() + " failed: " + Services.reason(e));
    }
  }

  private static BackendInfo failed(String name, String reason) {
    return new BackendInfo(name, Optional.empty(), Optional.of(reason));
  }

  private Providers scan(ClassLoader loader) {
    Providers now = Providers.scan(loader);
    scans.put(loader, now);
    return now;
  }

  private Backend create(Spec spec, ClassLoader loader) {
    return spec.name().equals(SecondOrderBackend.NAME)
        ? secondOrder(spec, loader)
        : create(spec, provider(spec.name(), loader), loader);
  }

  private Found<BackendProvider> provider(String name, ClassLoader loader) {
    Providers known = scans.get(loader);
    Found<BackendProvider> provider = known == null ? null : known.only(name);
    if (provider == null) {
      Providers now = scan(loader);
      provider = now.only(name);
      if (provider == null) {
        throw now.none(name);
      }
    }
    return provider;
  }

  private Backend create(Spec spec, Found<BackendProvider> provider, ClassLoader loader) {
    SpecOptions options = new SpecOptions(spec, nested -> create(nested, loader));
    options.requireKeys();
    Optional<Nesting> nesting = nesting(options);
    Backend backend = create(spec.name(), provider, options);
    options.requireKnown();
    return WithNesting.of(backend, nesting);
  }

  private static Backend create(String name, Found<BackendProvider> provider, SpecOptions options) {
    @Nullable Backend backend;
    try {
      backend = provider.service().create(options);
    } catch (FluxionException e) {
      throw e;
    } catch (Throwable e) {
      throw new BackendNotFoundException(
          "backend \""
              + name
              + "\" cannot be created: create of "
              + provider.origin()
              + " failed: "
              + Services.reason(e),
          e);
    }
    if (backend == null) {
      throw new BackendNotFoundException(
          "backend \""
              + name
              + "\" cannot be created: create of "
              + provider.origin()
              + " returned null");
    }
    return backend;
  }

  private Backend secondOrder(Spec spec, ClassLoader loader) {
    if (spec.arguments().size() != 2) {
      throw spec.error(
          "secondOrder: expected the outer and the inner backend, as in secondOrder(forward,"
              + " reverse)");
    }
    SpecOptions options = new SpecOptions(spec, nested -> create(nested, loader));
    Optional<Nesting> nesting = nesting(options);
    options.requireKnown();
    Backend outer = create(spec.arguments().get(0), loader);
    Backend inner = create(spec.arguments().get(1), loader);
    return WithNesting.of(SecondOrderBackend.of(outer, inner), nesting);
  }

  /** {@return a backend as it is given, but nested in the given way} */
  public static Backend withNesting(Backend backend, Nesting nesting) {
    return WithNesting.of(backend, Optional.of(nesting));
  }

  /** {@return what every specification may say about nesting} */
  private static Optional<Nesting> nesting(SpecOptions options) {
    return options
        .choice(
            "nested", Arrays.stream(Nesting.values()).map(Nesting::option).toArray(String[]::new))
        .flatMap(Nesting::of);
  }
}
