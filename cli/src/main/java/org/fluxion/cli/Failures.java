package org.fluxion.cli;

import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import org.fluxion.FluxionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints what stopped a command: a line if its message says all, else with the stack trace. */
record Failures(BooleanSupplier stacktrace) implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
    return handle(e, commandLine);
  }

  /** {@return the exit code} */
  int handle(Exception e, CommandLine commandLine) {
    boolean expected = e instanceof FluxionException || e instanceof UncheckedIOException;
    print(
        commandLine,
        expected
            ? String.valueOf(e.getMessage())
            : "an error that should not happen; please report");
    if (!expected || stacktrace.getAsBoolean()) {
      e.printStackTrace(commandLine.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Prints one failure as one line. */
  static void print(CommandLine commandLine, String message) {
    commandLine.getErr().println(commandLine.getColorScheme().errorText("fluxion: " + message));
  }
}
