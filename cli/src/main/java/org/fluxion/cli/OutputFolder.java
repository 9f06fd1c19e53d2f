package org.fluxion.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --output}, for commands that write pictures. */
final class OutputFolder {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  private Path folder = Path.of("");

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "target/demo",
      description = "Folder for what is written (default: ${DEFAULT-VALUE}).")
  void setFolder(Path given) {
    if (Files.exists(given) && !Files.isDirectory(given)) {
      throw new ParameterException(
          command.commandLine(), "--output needs a folder, but " + given + " is a file");
    }
    folder = given;
  }

  Path folder() {
    return folder;
  }
}
