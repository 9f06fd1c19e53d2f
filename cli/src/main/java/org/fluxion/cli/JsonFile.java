package org.fluxion.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fluxion.examples.WholeFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --json}, for commands whose results other programs read. */
final class JsonFile {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  private @Nullable Path file;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the results to this file, as JSON.")
  void setFile(Path given) {
    // Refused here, and not after the work is done.
    if (Files.isDirectory(given)) {
      throw new ParameterException(
          command.commandLine(), "--json needs a file, but " + given + " is a folder");
    }
    file = given;
  }

  /** Writes the results if the option was given. */
  void write(Object results) {
    if (file != null) {
      WholeFile.write(file, text(results).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** {@return results as such a file has them} */
  static String text(Object results) {
    try {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      return mapper.writeValueAsString(results) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("results that are not fit for JSON: " + results, e);
    }
  }
}
