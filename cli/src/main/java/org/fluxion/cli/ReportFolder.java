package org.fluxion.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fluxion.examples.WholeFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --report}: a folder for reports that people and build servers read. */
final class ReportFolder {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  private @Nullable Path folder;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = {
        "Also write reports to this folder: report.html, junit.xml and report.json, or"
            + " comparison.html and comparison.json."
      })
  void setFolder(Path given) {
    // Refused here, and not after the work is done.
    if (Files.exists(given) && !Files.isDirectory(given)) {
      throw new ParameterException(
          command.commandLine(), "--report needs a folder, but " + given + " is a file");
    }
    folder = given;
  }

  /** Writes a file if the option was given. */
  void write(String name, String content) {
    if (folder != null) {
      WholeFile.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Says where to look if the option was given. */
  void announce(String name, PrintWriter out) {
    if (folder != null) {
      out.println("Report: " + folder.resolve(name));
      out.flush();
    }
  }
}
