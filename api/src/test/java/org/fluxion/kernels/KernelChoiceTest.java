package org.fluxion.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Which kernels are used, and what is said about others. */
class KernelChoiceTest {
  private static final Kernels ANY = new Kernels() {};

  private record Provider(String name, int priority, Optional<String> obstacle)
      implements KernelProvider {
    @Override
    public Kernels create() {
      return ANY;
    }
  }

  private record Failing(String name, int priority) implements KernelProvider {
    @Override
    public Optional<String> obstacle() {
      return Optional.empty();
    }

    @Override
    public Kernels create() {
      throw new UnsatisfiedLinkError("no acme in java.library.path");
    }
  }

  private static final KernelProvider SLOW = new Provider("slow", 0, Optional.empty());
  private static final KernelProvider FAST = new Provider("fast", 5, Optional.empty());
  private static final KernelProvider ABSENT =
      new Provider("absent", 9, Optional.of("its module is missing; add it"));

  private static List<KernelCandidate> candidates(KernelProvider... providers) {
    return Stream.of(providers)
        .map(KernelCandidate::of)
        .sorted(Comparator.comparingInt(KernelCandidate::priority).reversed())
        .toList();
  }

  @Test
  void theBestThatCanBeUsedAreUsed() {
    KernelChoice choice = KernelChoice.best(candidates(SLOW, FAST));
    assertSame(ANY, choice.kernels());
    assertEquals("", choice.message());
    assertEquals(
        List.of(
            new KernelInfo("fast", true, Optional.empty()),
            new KernelInfo("slow", false, Optional.empty())),
        choice.all());
  }

  @Test
  void betterOnesThatCannotBeUsedAreMentionedWithTheRemedy() {
    KernelChoice choice = KernelChoice.best(candidates(SLOW, ABSENT, FAST));
    assertNotNull(choice.kernels());
    assertEquals(
        "the kernels \"absent\" cannot be used: its module is missing; add it", choice.message());
    assertTrue(choice.all().get(1).inUse(), "fast");
  }

  @Test
  void thoseAskedForAreUsedWithoutAWord() {
    KernelChoice choice = KernelChoice.named("slow", candidates(SLOW, ABSENT, FAST));
    assertNotNull(choice.kernels());
    assertEquals("", choice.message());
  }

  @Test
  void aNameThatIsNotThereListsWhatIs() {
    KernelChoice choice = KernelChoice.named("acme", candidates(SLOW, ABSENT, FAST));
    assertNull(choice.kernels());
    assertEquals("no kernels \"acme\"; there are absent, fast, slow", choice.message());
  }

  @Test
  void thoseAskedForThatCannotBeUsedAreNotReplaced() {
    KernelChoice choice = KernelChoice.named("absent", candidates(SLOW, ABSENT));
    assertNull(choice.kernels());
    assertTrue(choice.message().endsWith("its module is missing; add it"), choice.message());
    assertTrue(choice.all().stream().noneMatch(KernelInfo::inUse));
  }

  @Test
  void aProviderThatFailsKeepsNoOtherFromBeingUsed() {
    KernelChoice choice = KernelChoice.best(candidates(new Failing("acme", 99), SLOW));
    assertNotNull(choice.kernels());
    KernelInfo last = choice.all().get(1);
    assertEquals(Failing.class.getName(), last.name());
    assertEquals(
        Optional.of("it fails: java.lang.UnsatisfiedLinkError: no acme in java.library.path"),
        last.obstacle());
  }

  @Test
  void plainAndEjmlAreAlwaysThere() {
    assertEquals(
        List.of("plain", "ejml"),
        Kernels.available().stream()
            .map(KernelInfo::name)
            .filter(name -> !name.equals("vector"))
            .toList());
    assertEquals(1, Kernels.available().stream().filter(KernelInfo::inUse).count());
  }

  @Test
  void askingForKernelsThatAreNotThereIsAnError() {
    KernelsNotFoundException error =
        assertThrows(KernelsNotFoundException.class, () -> Kernels.named("acme"));
    assertTrue(error.getMessage().startsWith("no kernels \"acme\"; there are "));
  }

  /** The choice is made once in the life of a JVM, so this takes another one. */
  @Test
  void aNameInTheSystemPropertyThatIsNotThereIsAnErrorAtFirstUse() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Dfluxion.kernels=acme",
                "-cp",
                Stream.of(FirstUse.class, Kernels.class, DMatrixRMaj.class, CommonOps_DDRM.class)
                    .map(KernelChoiceTest::place)
                    .collect(Collectors.joining(File.pathSeparator)),
                FirstUse.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    String expected = "fluxion.kernels: no kernels \"acme\"; there are ";
    // The error is the same at each use.
    assertEquals(2, output.split(expected, -1).length - 1, output);
  }

  private static String place(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  /** Uses kernels twice, in a JVM of its own. */
  static final class FirstUse {
    private FirstUse() {}

    public static void main(String[] args) {
      for (int i = 0; i < 2; i++) {
        try {
          Kernels.current();
        } catch (KernelsNotFoundException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }
}
