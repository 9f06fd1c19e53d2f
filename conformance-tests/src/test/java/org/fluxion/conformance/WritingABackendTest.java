package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The backend of the document is compiled, found by its name on either path, and passes the kit.
 */
class WritingABackendTest {
  private static final String MAIN = "src/main/java/";
  private static final String TEST = "src/test/java/";
  private static final String SERVICES = "META-INF/services/org.fluxion.spi.BackendProvider";
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  private static PageProject project;
  private static Path classes;
  @TempDir private static Path folder;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private URLClassLoader acme;

  @BeforeAll
  static void compile() throws IOException {
    project = PageProject.of("writing-a-backend.md");
    project.writeTo(folder);
    classes = folder.resolve("target/classes");
    List<String> sources =
        Stream.concat(project.sources(MAIN).stream(), project.sources(TEST).stream())
            .filter(name -> !name.endsWith("module-info.java"))
            .toList();
    PageProject.compile(folder, sources, "-d", classes.toString(), "-cp", CLASS_PATH);
    Path services = classes.resolve(SERVICES);
    Files.createDirectories(services.getParent());
    Files.copy(folder.resolve("src/main/resources/" + SERVICES), services);
  }

  @BeforeEach
  void useIt() throws IOException {
    acme = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(acme);
  }

  @AfterEach
  void close() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    acme.close();
  }

  @Test
  void itIsShort() {
    int engine = project.lines(MAIN + "acme/AcmeBackend.java").size();
    int provider = project.lines(MAIN + "acme/AcmeProvider.java").size();
    assertTrue(engine + provider < 80, engine + provider + " lines");
    assertTrue(project.lines(TEST + "acme/AcmeConformanceTest.java").size() <= 12, "test class");
    assertTrue(project.lines("pom.xml").size() <= 11, "pom");
  }

  @Test
  void thePomHasTheVersionsOfThisProject() throws IOException {
    String page = String.join("\n", project.lines("pom.xml"));
    String ours = Files.readString(Path.of("").toAbsolutePath().getParent().resolve("pom.xml"));
    String version = between(ours, "<artifactId>fluxion-parent</artifactId>\n  <version>");
    assertEquals(
        3, page.split("<version>" + version + "</version>", -1).length, "both dependencies");
    for (String plugin : List.of("maven-compiler-plugin", "maven-surefire-plugin")) {
      String used = between(ours, "<" + plugin + ".version>");
      assertTrue(
          page.contains("<artifactId>" + plugin + "</artifactId> <version>" + used + "<"), plugin);
    }
  }

  private static String between(String text, String start) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf('<', from));
  }

  @Test
  void itIsFoundByItsName() {
    Backend backend = Backends.named("acme");
    assertEquals("acme", backend.name());
    Tensor gradient = Derivatives.gradient(backend, x -> x.square().sum(), Tensor.vector(1, 2));
    assertEquals(List.of(2.0, 4.0), List.of(gradient.get(0).item(), gradient.get(1).item()));
  }

  @Test
  void itIsFoundByItsNameOnTheModulePath() throws ReflectiveOperationException {
    String libraries = modulePath();
    assumeTrue(!libraries.isEmpty(), "the classes of the library are not in modules here");
    Path modules = folder.resolve("target/modules");
    PageProject.compile(
        folder, project.sources(MAIN), "-d", modules.toString(), "--module-path", libraries);
    ModuleFinder finder = ModuleFinder.of(paths(libraries + File.pathSeparator + modules));
    ModuleLayer boot = ModuleLayer.boot();
    Configuration found = boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("acme"));
    ClassLoader loader =
        boot.defineModulesWithOneLoader(found, ClassLoader.getPlatformClassLoader())
            .findLoader("acme");
    Thread.currentThread().setContextClassLoader(loader);
    Object backend =
        loader
            .loadClass("org.fluxion.Backends")
            .getMethod("named", String.class)
            .invoke(null, "acme");
    Object name = loader.loadClass("org.fluxion.Backend").getMethod("name").invoke(backend);
    assertEquals("acme", name);
    assertEquals("acme", backend.getClass().getModule().getName());
  }

  /**
   * {@return the library and what it needs, out of the class path; empty if they are no modules}
   */
  private static String modulePath() {
    Set<String> wanted = Set.of("org.fluxion", "ejml.core", "ejml.ddense", "org.jspecify");
    List<Path> found =
        Stream.of(paths(CLASS_PATH))
            .filter(path -> names(path).stream().anyMatch(wanted::contains))
            .toList();
    return found.stream().anyMatch(path -> names(path).contains("org.fluxion"))
        ? found.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))
        : "";
  }

  private static Path[] paths(String joined) {
    return Stream.of(joined.split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
  }

  private static List<String> names(Path path) {
    try {
      return ModuleFinder.of(path).findAll().stream().map(m -> m.descriptor().name()).toList();
    } catch (FindException e) {
      return List.of(); // a jar whose name is none for a module
    }
  }

  @TestFactory
  Stream<DynamicNode> itPassesTheKit() throws ReflectiveOperationException {
    Class<?> test = Class.forName("acme.AcmeConformanceTest", true, acme);
    var constructor = test.getDeclaredConstructor();
    constructor.setAccessible(true);
    return ((BackendConformance) constructor.newInstance()).everyRuleHolds();
  }
}
