package org.fluxion.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The architecture test of one module. A module extends it and says what it may use, what it
 * exports and which of its types are meant to be extended; the tests read the module's compiled
 * classes. They have a tag, for builds that run the tests of one module in another.
 */
@Tag("architecture")
public abstract class ModuleArchitecture {
  private final Allowed allowed;
  private final Path classesFolder;
  private final JavaClasses classes;

  /**
   * Reads the classes of the module whose tests run.
   *
   * @param allowed what this module may do
   */
  protected ModuleArchitecture(Allowed allowed) {
    this.allowed = allowed;
    this.classesFolder = Path.of(System.getProperty("basedir", ""), "target", "classes");
    this.classes = new ClassFileImporter().importPath(classesFolder);
  }

  @Test
  void classesWereFound() {
    // Rules over no classes would all pass.
    assertTrue(
        classes.stream().anyMatch(c -> !c.getSimpleName().endsWith("-info")),
        "no classes in " + classesFolder);
  }

  @Test
  void dependsOnlyOnWhatItMay() {
    Rules.dependsOnlyOn(allowed.packages()).check(classes);
  }

  @Test
  void packagesAreFreeOfCycles() {
    Rules.packagesAreFreeOfCycles(allowed.together()).check(classes);
  }

  @Test
  void publicTypesAreClosedUnlessMeantToBeExtended() {
    Rules.publicTypesAreClosed(allowed.extensible()).check(classes);
  }

  @Test
  void everyPackageIsNullMarked() {
    Rules.packagesAreNullMarked().check(classes);
  }

  @Test
  void exportsWhatItSaysAndNothingInternal() {
    if (!isNamedModule()) {
      assertEquals(Set.of(), allowed.exports(), "a module without module-info exports nothing");
      return;
    }
    Set<String> exported =
        descriptor().exports().stream()
            .filter(e -> !e.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(allowed.exports()), exported);
    for (String name : exported) {
      assertFalse(Rules.isInternal(name), name + " is internal and exported");
    }
  }

  /** The other tests run on the class path; this one finds missing modules and split packages. */
  @Test
  void resolvesOnTheModulePath() {
    if (!isNamedModule()) {
      return;
    }
    Configuration boot = ModuleLayer.boot().configuration();
    String name = descriptor().name();
    Configuration resolved =
        boot.resolveAndBind(ModuleFinder.of(modulePath()), ModuleFinder.of(), Set.of(name));
    assertTrue(resolved.findModule(name).isPresent());
  }

  private boolean isNamedModule() {
    return Files.exists(classesFolder.resolve("module-info.class"));
  }

  private ModuleDescriptor descriptor() {
    try (InputStream in = Files.newInputStream(classesFolder.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class path less what cannot be a module, such as folders of test classes. */
  private static Path[] modulePath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
        .map(Path::of)
        .flatMap(ModuleArchitecture::ifModule)
        .toArray(Path[]::new);
  }

  private static Stream<Path> ifModule(Path entry) {
    if (Files.isDirectory(entry)) {
      return Files.exists(entry.resolve("module-info.class")) ? Stream.of(entry) : Stream.empty();
    }
    return Files.exists(entry) ? Stream.of(entry) : Stream.empty();
  }
}
