package org.fluxion.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.fluxion.Backend;
import org.fluxion.BackendNotFoundException;
import org.fluxion.FluxionException;
import org.fluxion.InvalidSpecException;
import org.fluxion.internal.Sources;
import org.fluxion.internal.ToyBackend;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredTest {
  @TempDir Path folder;

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();

  /** Provides {@code one}. */
  public static final class One implements BackendProvider {
    @Override
    public String name() {
      return "one";
    }

    @Override
    public Backend create(Options options) {
      return new ToyBackend("one");
    }
  }

  /** Provides {@code two}. */
  public static final class Two implements BackendProvider {
    @Override
    public String name() {
      return "two";
    }

    @Override
    public Backend create(Options options) {
      return new ToyBackend("two");
    }
  }

  /** Provides {@code mixed}. */
  public static final class Mixed implements BackendProvider {
    @Override
    public String name() {
      return "mixed";
    }

    @Override
    public Backend create(Options options) {
      return new ToyBackend("mixed");
    }
  }

  /** Fails to load. */
  public static final class Broken implements BackendProvider {
    public Broken() {
      throw new IllegalStateException("out of order");
    }

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Backend create(Options options) {
      return new ToyBackend("broken");
    }
  }

  @BeforeEach
  void twoBackends() throws IOException {
    provide(One.class, Two.class);
  }

  private void provide(Class<?>... providers) throws IOException {
    String[] names = new String[providers.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = providers[i].getName();
    }
    Sources.provide(folder, BackendProvider.class, names);
  }

  private Registry registry() throws MalformedURLException {
    ClassLoader loader = Sources.loader(folder);
    return new Registry(new Environment(properties::get, variables::get, () -> loader));
  }

  private void file(String text) throws IOException {
    Files.writeString(folder.resolve("fluxion.properties"), text);
  }

  private String url() throws IOException {
    return folder.toUri().toURL() + "fluxion.properties";
  }

  @Test
  void theFirstThatSaysSomethingWins() throws Exception {
    file("backend = one\n");
    assertEquals("one", registry().configured().name());
    variables.put("FLUXION_BACKEND", " two ");
    assertEquals("two", registry().configured().name());
    properties.put("fluxion.backend", "secondOrder(one, two)");
    assertEquals("secondOrder(one, two)", registry().configured().name());
  }

  @Test
  void whatIsBlankSaysNothing() throws Exception {
    properties.put("fluxion.backend", " ");
    variables.put("FLUXION_BACKEND", "");
    file("backend=\n");
    provide(Two.class);
    assertEquals("two", registry().configured().name());
  }

  @Test
  void aFileWithoutTheKeySaysNothing() throws Exception {
    file("other=one\n");
    provide(Two.class);
    assertEquals("two", registry().configured().name());
  }

  @Test
  void aChangeOfTheFileIsSeen() throws Exception {
    Registry registry = registry();
    file("backend=one\n");
    assertEquals("one", registry.configured().name());
    file("backend=two\n");
    assertEquals("two", registry.configured().name());
  }

  @Test
  void mixedIsTheDefault() throws Exception {
    provide(One.class, Mixed.class, Two.class);
    assertEquals("mixed", registry().configured().name());
  }

  @Test
  void theOnlyOneThereIsIsTheDefault() throws Exception {
    provide(Broken.class, Two.class);
    assertEquals("two", registry().configured().name());
  }

  @Test
  void anOpenChoiceIsAnErrorThatSaysHowToChoose() throws Exception {
    provide(One.class, Broken.class, Two.class);
    assertEquals(
        "no backend is configured, and there are one, two; choose one with -Dfluxion.backend=...,"
            + " the environment variable FLUXION_BACKEND, or a line backend=... in"
            + " fluxion.properties on the class path\n  not loaded: "
            + Broken.class.getName()
            + ": java.lang.IllegalStateException: out of order",
        assertThrows(BackendNotFoundException.class, registry()::configured).getMessage());
  }

  @Test
  void anEmptyClassPathIsAnErrorThatSaysWhatToAdd() throws Exception {
    provide();
    assertEquals(
        "no backend is configured, and there is none on the class path; add the artifact"
            + " org.fluxion:fluxion-backend-mixed to the class path",
        assertThrows(BackendNotFoundException.class, registry()::configured).getMessage());
  }

  @Test
  void whatIsAddedLaterDecidesAnOpenChoice() throws Exception {
    Registry registry = registry();
    assertThrows(BackendNotFoundException.class, registry::configured);
    provide(One.class, Two.class, Mixed.class);
    assertEquals("mixed", registry.configured().name());
  }

  @Test
  void anErrorSaysWhereTheSpecificationComesFrom() throws Exception {
    properties.put("fluxion.backend", "three");
    String missing =
        assertThrows(BackendNotFoundException.class, registry()::configured).getMessage();
    assertTrue(missing.startsWith("no backend \"three\"; there are one, two; add"), missing);
    assertTrue(
        missing.endsWith("\n  \"three\" is from the system property fluxion.backend"), missing);

    properties.clear();
    variables.put("FLUXION_BACKEND", "one(");
    assertEquals(
        "invalid backend specification: expected an option here\n  one(\n      ^\n"
            + "  \"one(\" is from the environment variable FLUXION_BACKEND",
        assertThrows(InvalidSpecException.class, registry()::configured).getMessage());

    variables.clear();
    file("backend=one(step=1)\n");
    assertEquals(
        "one: unknown option step; known: nested\n  one(step=1)\n      ^\n"
            + "  \"one(step=1)\" is from "
            + url(),
        assertThrows(InvalidSpecException.class, registry()::configured).getMessage());
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws Exception {
    file("backend=\\u00zz\n");
    String message = assertThrows(FluxionException.class, registry()::configured).getMessage();
    assertTrue(message.startsWith(url() + " cannot be read: "), message);
  }
}
