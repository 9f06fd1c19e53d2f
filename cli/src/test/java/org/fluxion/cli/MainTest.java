package org.fluxion.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxion.FluxionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  @Test
  void helpListsTheCommandsAndExitCodes() {
    Ran ran = Ran.fluxion("--help");
    assertEquals(0, ran.exitCode());
    for (String word :
        List.of("demo", "backends", "conformance", "bench", "--stacktrace", "Exit codes:")) {
      assertTrue(ran.out().contains(word), ran.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "backends", "conformance", "bench"})
  void eachCommandExplainsItself(String command) {
    Ran ran = Ran.fluxion(command, "--help");
    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().startsWith("Usage: fluxion " + command + " "), ran.out());
    assertTrue(ran.out().contains("--json=FILE"), ran.out());
  }

  @Test
  void versionNamesFluxionAndJava() {
    Ran ran = Ran.fluxion("--version");
    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().startsWith("fluxion "), ran.out());
    assertTrue(ran.out().contains("Java " + Runtime.version()), ran.out());
  }

  @Test
  void noCommandIsAWrongUse() {
    assertWrongUse("Missing required subcommand");
  }

  @Test
  void unknownCommandsAndOptionsAreWrongUses() {
    assertWrongUse("Unmatched argument at index 0: 'dmeo'", "dmeo");
    assertWrongUse("Unknown option: '--fast'", "demo", "--fast");
    assertWrongUse("Invalid value for option '--steps'", "demo", "--steps", "many");
    assertWrongUse("--steps must be at least 1, but is 0", "demo", "--steps", "0");
  }

  @Test
  void foldersAndFilesInEachOthersPlaceAreWrongUses(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertWrongUse(
        "--json needs a file, but " + folder + " is a folder", "demo", "--json=" + folder);
    assertWrongUse(
        "--json needs a file, but " + folder + " is a folder", "backends", "--json=" + folder);
    assertWrongUse(
        "--output needs a folder, but " + file + " is a file", "demo", "--output=" + file);
  }

  @Test
  void anErrorOfTheLibraryIsOneLine() {
    assertEquals(
        "fluxion: no backend \"x\"\n", handled(false, new FluxionException("no backend \"x\"")));
  }

  @Test
  void withStacktraceItSaysWhereItCameFrom() {
    String printed = handled(true, new FluxionException("no backend"));
    assertTrue(printed.startsWith("fluxion: no backend\norg.fluxion.FluxionException"), printed);
    assertTrue(printed.contains("at org.fluxion.cli.MainTest"), printed);
  }

  @Test
  void anErrorThatNobodyExpectedAlwaysSaysWhereItCameFrom() {
    String printed = handled(false, new ArithmeticException("/ by zero"));
    assertTrue(printed.startsWith("fluxion: an error that should not happen"), printed);
    assertTrue(printed.contains("ArithmeticException: / by zero"), printed);
  }

  private static String handled(boolean stacktrace, Exception e) {
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine()
            .setErr(new PrintWriter(err, true))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    assertEquals(1, new Failures(() -> stacktrace).handle(e, command));
    return err.toString().replace(System.lineSeparator(), "\n");
  }

  private static void assertWrongUse(String message, String... arguments) {
    Ran ran = Ran.fluxion(arguments);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().startsWith(message), ran.err());
    assertTrue(ran.err().contains("Usage: fluxion"), ran.err());
    assertEquals("", ran.out());
  }
}
