package org.fluxion.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxion.Backend;
import org.fluxion.BackendInfo;
import org.fluxion.BackendNotFoundException;
import org.fluxion.InvalidSpecException;
import org.fluxion.internal.Sources;
import org.fluxion.internal.ToyBackend;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Nesting;
import org.fluxion.spi.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
  @TempDir Path folder;

  /** Takes a step, and counts how often it is loaded. */
  public static final class Alpha implements BackendProvider {
    static final AtomicInteger LOADED = new AtomicInteger();

    public Alpha() {
      LOADED.incrementAndGet();
    }

    @Override
    public String name() {
      return "alpha";
    }

    @Override
    public Backend create(Options options) {
      String step = "step " + options.number("step", 1);
      return new ToyBackend("alpha", Capabilities.of(Direction.FORWARD), step);
    }
  }

  /** Made of another backend. */
  public static final class Pair implements BackendProvider {
    @Override
    public String name() {
      return "pair";
    }

    @Override
    public Backend create(Options options) {
      Backend part = options.backend("part", "alpha");
      return new ToyBackend("pair", part.capabilities(), part + " " + part.nesting());
    }
  }

  /** Another one that takes the name of the first. */
  public static final class Impostor implements BackendProvider {
    @Override
    public String name() {
      return "alpha";
    }

    @Override
    public Backend create(Options options) {
      return new ToyBackend("impostor");
    }
  }

  /** Fails in its constructor. */
  public static final class BadConstructor implements BackendProvider {
    public BadConstructor() {
      throw new UnsatisfiedLinkError("no acme in java.library.path");
    }

    @Override
    public String name() {
      return "constructor";
    }

    @Override
    public Backend create(Options options) {
      return new ToyBackend(name());
    }
  }

  /** Fails when its class is initialised. */
  public static final class BadInitialiser implements BackendProvider {
    private static final int SIZE = Integer.parseInt("many");

    @Override
    public String name() {
      return "initialiser" + SIZE;
    }

    @Override
    public Backend create(Options options) {
      return new ToyBackend(name());
    }
  }

  /** Fails to say its name. */
  public static final class BadName implements BackendProvider {
    @Override
    public String name() {
      throw new IllegalStateException("nameless");
    }

    @Override
    public Backend create(Options options) {
      return new ToyBackend("name");
    }
  }

  /** Has a name that no specification can contain. */
  public static final class OddName implements BackendProvider {
    @Override
    public String name() {
      return "a(b)";
    }

    @Override
    public Backend create(Options options) {
      return new ToyBackend("odd");
    }
  }

  /** Fails to create. */
  public static final class BadCreate implements BackendProvider {
    @Override
    public String name() {
      return "create";
    }

    @Override
    public Backend create(Options options) {
      throw new UnsupportedOperationException("wrong processor");
    }
  }

  /** Creates nothing. */
  public static final class NullCreate implements BackendProvider {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public Backend create(Options options) {
      return null;
    }
  }

  private static Registry registry(ClassLoader loader) {
    return new Registry(new Environment(key -> null, key -> null, () -> loader));
  }

  private Registry with(Class<?>... providers) throws IOException {
    String[] names = new String[providers.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = providers[i].getName();
    }
    return registry(Sources.loader(Sources.provide(folder, BackendProvider.class, names)));
  }

  private static String missing(Registry registry, String spec) {
    return assertThrows(BackendNotFoundException.class, () -> registry.named(spec)).getMessage();
  }

  private static Map<String, String> failures(Registry registry) {
    Map<String, String> failures = new TreeMap<>();
    for (BackendInfo info : registry.available()) {
      assertTrue(info.failure().isPresent() != info.capabilities().isPresent());
      info.failure().ifPresent(failure -> failures.put(info.name(), failure));
    }
    return failures;
  }

  @Test
  void findsABackendByName() throws Exception {
    Registry registry = with(Alpha.class, Pair.class);
    assertEquals(
        new ToyBackend("alpha", Capabilities.of(Direction.FORWARD), "step 1.0"),
        registry.named("alpha"));
    assertEquals("step 0.25", ((ToyBackend) registry.named("alpha(step=0.25)")).label());
  }

  @Test
  void anOptionMayBeABackendWithOptions() throws Exception {
    Registry registry = with(Alpha.class, Pair.class);
    String label = ((ToyBackend) registry.named("pair(part=alpha(step=2))")).label();
    assertTrue(label.contains("step 2.0") && label.endsWith("RULE"), label);
    String natural = ((ToyBackend) registry.named("pair(part=alpha(nested=off))")).label();
    assertTrue(natural.contains("step 1.0") && natural.endsWith("NATURAL"), natural);
    assertEquals(Nesting.RULE, registry.named("pair(part=alpha(nested=off))").nesting());
  }

  @Test
  void everyBackendUnderstandsNested() throws Exception {
    Registry registry = with(Alpha.class);
    Backend natural = registry.named("alpha(nested=off)");
    assertEquals(Nesting.NATURAL, natural.nesting());
    assertEquals("alpha", natural.name());
    assertInstanceOf(ToyBackend.class, registry.named("alpha(nested=on)"));
    assertEquals(Nesting.RECOMPUTE, registry.named("alpha(nested=recompute)").nesting());
    assertEquals(
        "alpha: option nested needs on or off or reverseOverReverse or forwardOverReverse or"
            + " recompute or reverseOverForward\n  alpha(nested=maybe)\n               ^",
        assertThrows(InvalidSpecException.class, () -> registry.named("alpha(nested=maybe)"))
            .getMessage());
  }

  @Test
  void anUnknownOptionIsReportedWithTheKnownOnes() throws Exception {
    Registry registry = with(Alpha.class, Pair.class);
    assertEquals(
        "alpha: unknown option stp; known: nested, step\n  alpha(stp=1)\n        ^",
        assertThrows(InvalidSpecException.class, () -> registry.named("alpha(stp=1)"))
            .getMessage());
    assertEquals(
        """
        alpha: unknown option stp; known: nested, step
          pair(part=alpha(stp=1))
                          ^\
        """,
        assertThrows(InvalidSpecException.class, () -> registry.named("pair(part=alpha(stp=1))"))
            .getMessage());
    assertEquals(
        "alpha: expected an option as key=value, given fast\n  alpha(fast)\n        ^",
        assertThrows(InvalidSpecException.class, () -> registry.named("alpha(fast)")).getMessage());
  }

  @Test
  void aNameThatIsNotThereListsWhatIs() throws Exception {
    assertEquals(
        "no backend \"reverse\"; there are alpha, pair; add the artifact"
            + " org.fluxion:fluxion-backend-reverse, or the jar of whoever else provides it, to the"
            + " class path",
        missing(with(Alpha.class, Pair.class), "reverse"));
    assertTrue(
        missing(registry(Sources.loader()), "reverse")
            .startsWith("no backend \"reverse\"; there is none on the class path; add"));
    assertTrue(
        missing(with(Pair.class), "pair")
            .startsWith("pair: option part: no backend \"alpha\"; there are pair; add"));
  }

  @Test
  void aNameThatIsNotThereMentionsProvidersThatDidNotLoad() throws Exception {
    String message = missing(with(Alpha.class, BadConstructor.class), "reverse");
    assertTrue(
        message.endsWith(
            "to the class path\n  not loaded: "
                + BadConstructor.class.getName()
                + ": java.lang.UnsatisfiedLinkError: no acme in java.library.path"),
        message);
  }

  @Test
  void aProviderThatFailsIsListedWithItsReasonAndBreaksNoOther() throws Exception {
    Registry registry =
        with(
            BadConstructor.class,
            BadInitialiser.class,
            BadName.class,
            OddName.class,
            BadCreate.class,
            NullCreate.class,
            Pair.class,
            Alpha.class);
    Map<String, String> failures = failures(registry);
    assertEquals(
        "java.lang.UnsatisfiedLinkError: no acme in java.library.path",
        failures.get(BadConstructor.class.getName()));
    assertTrue(
        failures.get(BadInitialiser.class.getName()).contains("For input string: \"many\""),
        failures.get(BadInitialiser.class.getName()));
    assertEquals(
        "name() of " + origin(BadName.class) + " failed: java.lang.IllegalStateException: nameless",
        failures.get(BadName.class.getName()));
    assertTrue(
        failures.get(OddName.class.getName()).contains("\"a(b)\" is no name for a backend; use"));
    assertEquals(
        "backend \"create\" cannot be created: create of "
            + origin(BadCreate.class)
            + " failed: java.lang.UnsupportedOperationException: wrong processor",
        failures.get("create"));
    assertEquals(
        "backend \"nothing\" cannot be created: create of "
            + origin(NullCreate.class)
            + " returned null",
        failures.get("nothing"));
    assertEquals(6, failures.size());
    assertEquals("alpha", registry.named("alpha").name());
    assertEquals("pair", registry.named("pair").name());
    assertEquals(failures.get("create"), missing(registry, "create"));
  }

  private static String origin(Class<?> type) {
    return type.getName() + " in " + type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void availableListsBackendsByNameWithTheirCapabilities() throws Exception {
    List<BackendInfo> all = with(Pair.class, Alpha.class).available();
    Optional<Capabilities> forward = Optional.of(Capabilities.of(Direction.FORWARD));
    assertEquals(
        List.of(
            new BackendInfo("alpha", forward, Optional.empty()),
            new BackendInfo("pair", forward, Optional.empty())),
        all);
  }

  @Test
  void aClassThatIsNotThereIsListedByItsName() throws Exception {
    Path services =
        Sources.provide(folder, BackendProvider.class, "com.acme.Gone", Alpha.class.getName());
    Registry registry = registry(Sources.loader(services));
    assertTrue(failures(registry).get("com.acme.Gone").contains("com.acme.Gone not found"));
    assertEquals("alpha", registry.named("alpha").name());
  }

  @Test
  void aClassForANewerJavaIsListedByItsName() throws Exception {
    Path classes = compiled("com.acme.Newer", "newer");
    Path file = classes.resolve("com/acme/Newer.class");
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] = 99;
    Files.write(file, bytes);
    Registry registry = registry(Sources.loader(classes));
    String reason = failures(registry).get("com.acme.Newer");
    assertTrue(reason.startsWith("java.lang.UnsupportedClassVersionError: "), reason);
  }

  @Test
  void aClassWhoseDependencyIsMissingKeepsNoOtherFromLoading() throws Exception {
    Path classes =
        Sources.compile(
            folder,
            Map.of(
                "com/acme/Base.java",
                "package com.acme; public class Base {}",
                "com/acme/Bound.java",
                provider("com.acme.Bound extends Base", "bound")));
    Files.delete(classes.resolve("com/acme/Base.class"));
    Sources.provide(classes, BackendProvider.class, "com.acme.Bound", Alpha.class.getName());
    Registry registry = registry(Sources.loader(classes));
    assertEquals("alpha", registry.named("alpha").name());
    String failures = failures(registry).toString();
    assertTrue(failures.contains("com.acme.Base"), failures);
  }

  /** {@return a folder with a provider of a backend} */
  private Path compiled(String type, String name) throws IOException {
    Path classes =
        Sources.compile(folder, Map.of(type.replace('.', '/') + ".java", provider(type, name)));
    return Sources.provide(classes, BackendProvider.class, type);
  }

  private static String provider(String type, String name) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return "package com.acme;"
        + "import org.fluxion.spi.*;"
        + "public final class "
        + simple
        + " implements BackendProvider {"
        + "  public String name() { return \""
        + name
        + "\"; }"
        + "  public org.fluxion.Backend create(Options options) {"
        + "    return new org.fluxion.internal.ToyBackend(name()); } }";
  }

  @Test
  void twoProvidersOfOneNameAreAnErrorThatNamesBothPlaces() throws Exception {
    Path one = compiled("com.acme.One", "same");
    Path two = compiled("com.acme.Two", "same");
    Path third = Sources.provide(folder, BackendProvider.class, Alpha.class.getName());
    Registry registry = registry(Sources.loader(one, two, third));
    String clash =
        "is provided by com.acme.One in "
            + one.toUri().toURL()
            + "; and by com.acme.Two in "
            + two.toUri().toURL()
            + "; keep one of them on the class path";
    assertEquals("backend \"same\" " + clash, missing(registry, "same"));
    assertEquals(Map.of("same", clash), failures(registry));
    assertEquals("alpha", registry.named("alpha").name());
  }

  @Test
  void twoProvidersInOneFolderClashAsWell() throws Exception {
    String message = missing(with(Alpha.class, Impostor.class), "alpha");
    assertTrue(message.contains(Alpha.class.getName()), message);
    assertTrue(message.contains(Impostor.class.getName()), message);
  }

  @Test
  void aSecondLookUpDoesNotScanTheClassPath() throws Exception {
    Registry registry = with(Alpha.class);
    registry.named("alpha");
    int loaded = Alpha.LOADED.get();
    registry.named("alpha(step=3)");
    registry.named("secondOrder(alpha, alpha)");
    assertEquals(loaded, Alpha.LOADED.get());
  }

  @Test
  void whatIsAddedLaterIsFound() throws Exception {
    Registry registry = with(Alpha.class);
    registry.named("alpha");
    missing(registry, "pair");
    Sources.provide(folder, BackendProvider.class, Alpha.class.getName(), Pair.class.getName());
    assertEquals("pair", registry.named("pair").name());
  }

  @Test
  void classLoadersSeeTheirOwnBackends() throws Exception {
    Path one = compiled("com.acme.One", "one");
    Path two = compiled("com.acme.Two", "two");
    try (URLClassLoader first = Sources.loader(one);
        URLClassLoader second = Sources.loader(two)) {
      List<ClassLoader> current = new ArrayList<>(List.of(first));
      Registry registry =
          new Registry(new Environment(key -> null, key -> null, () -> current.get(0)));
      assertEquals("one", registry.named("one").name());
      current.set(0, second);
      assertEquals("two", registry.named("two").name());
      assertTrue(missing(registry, "one").contains("there are two;"));
    }
  }

  @Test
  void aThreadWithoutAContextClassLoaderSeesTheSystemClassPath() {
    assertTrue(missing(registry(null), "alpha").startsWith("no backend \"alpha\""));
  }

  @Test
  void threadsMayLookUpAtTheSameTime() throws Exception {
    Registry registry = with(Alpha.class, Pair.class);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Backend>> results = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String spec = "alpha(step=" + i + ")";
        results.add(threads.submit(() -> registry.named(spec)));
      }
      for (int i = 0; i < results.size(); i++) {
        assertEquals("step " + (double) i, ((ToyBackend) results.get(i).get()).label());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void secondOrderIsMadeOfTwoSpecifications() throws Exception {
    Registry registry = with(Alpha.class, Pair.class);
    SecondOrderBackend both =
        (SecondOrderBackend) registry.named("secondOrder(alpha(step=2), pair)");
    assertEquals("step 2.0", ((ToyBackend) both.outer()).label());
    assertEquals("pair", both.inner().name());
    assertEquals("secondOrder(alpha, pair)", both.name());
    assertSame(Nesting.NATURAL, registry.named("secondOrder(alpha, pair, nested=off)").nesting());
    assertSame(Nesting.NATURAL, registry.named("secondOrder(alpha, pair(nested=off))").nesting());
    assertSame(Nesting.RULE, registry.named("secondOrder(alpha, pair)").nesting());
  }

  @Test
  void secondOrderNeedsTwo() throws Exception {
    Registry registry = with(Alpha.class);
    assertEquals(
        "secondOrder: expected the outer and the inner backend, as in secondOrder(forward,"
            + " reverse)\n  secondOrder(alpha)\n  ^",
        assertThrows(InvalidSpecException.class, () -> registry.named("secondOrder(alpha)"))
            .getMessage());
    assertEquals(
        """
        secondOrder: unknown option step; known: nested
          secondOrder(alpha, alpha, step=1)
                                    ^\
        """,
        assertThrows(
                InvalidSpecException.class,
                () -> registry.named("secondOrder(alpha, alpha, step=1)"))
            .getMessage());
  }
}
