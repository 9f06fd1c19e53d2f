package org.fluxion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.fluxion.internal.Sources;
import org.fluxion.internal.ToyBackend;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @TempDir Path folder;

  /** Provides {@code toy}. */
  public static final class Provider implements BackendProvider {
    @Override
    public String name() {
      return "toy";
    }

    @Override
    public Backend create(Options options) {
      return new ToyBackend("toy");
    }
  }

  @BeforeEach
  void oneBackend() throws Exception {
    Sources.provide(folder, BackendProvider.class, Provider.class.getName());
    Thread.currentThread().setContextClassLoader(Sources.loader(folder));
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
    System.clearProperty("fluxion.backend");
  }

  @Test
  void findsBackendsThroughTheThreadsClassLoader() {
    assertEquals(new ToyBackend("toy"), Backends.named("toy"));
    assertEquals(List.of("toy"), Backends.available().stream().map(BackendInfo::name).toList());
    Thread.currentThread().setContextClassLoader(before);
    assertThrows(BackendNotFoundException.class, () -> Backends.named("toy"));
  }

  @Test
  void readsTheSystemProperty() {
    System.setProperty("fluxion.backend", "secondOrder(toy, toy)");
    assertEquals("secondOrder(toy, toy)", Backends.configured().name());
    System.setProperty("fluxion.backend", "none");
    assertTrue(
        assertThrows(BackendNotFoundException.class, Backends::configured)
            .getMessage()
            .endsWith("\"none\" is from the system property fluxion.backend"));
  }

  @Test
  void secondOrderTakesTwoBackends() {
    Backend toy = Backends.named("toy");
    Backend both = Backends.secondOrder(toy, toy);
    assertEquals("secondOrder(toy, toy)", both.name());
    assertEquals(both, Backends.named("secondOrder(toy, toy)"));
    assertEquals(
        "Backends.secondOrder: inner is null",
        assertThrows(FluxionException.class, () -> Backends.secondOrder(toy, null)).getMessage());
  }
}
