package org.fluxion.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fluxion.benchmarks.BenchmarkReport;
import org.fluxion.benchmarks.BenchmarkRun;
import org.fluxion.benchmarks.Machine;
import org.fluxion.benchmarks.MarkdownReport;
import org.fluxion.benchmarks.Numbers;
import org.fluxion.benchmarks.Suite;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Outcome;
import org.fluxion.benchmarks.measure.Outcome.Verdict;
import org.fluxion.examples.WholeFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Measures derivatives side by side with peers. */
@Command(
    name = "bench",
    description = {
      "Measure derivatives side by side with peers, by JMH, and hold them to their goals.",
      "",
      "The exit code is 0 if everything could be measured, whether or not the goals are met."
          + " PyTorch and OpenBLAS are measured if the command was built with -Ppytorch.",
      ""
    })
final class BenchCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin private final JsonFile json = new JsonFile();

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      defaultValue = "quick",
      converter = SuiteName.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Suite suite = Suite.QUICK;

  private @Nullable Path markdown;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Also write the table to this file, as Markdown.")
  void setMarkdown(Path given) {
    // Refused here, and not after the work is done.
    if (Files.isDirectory(given)) {
      throw new ParameterException(
          command.commandLine(), "--markdown needs a file, but " + given + " is a folder");
    }
    markdown = given;
  }

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    BenchmarkReport report =
        BenchmarkRun.of(suite)
            .run(
                (done, total, workload) -> {
                  out.println(
                      String.format(
                          Locale.ROOT, "measuring %d of %d: %s", done + 1, total, workload));
                  out.flush();
                });
    print(report, out);
    json.write(report.outcomes().stream().map(BenchEntry::of).toList());
    if (markdown != null) {
      WholeFile.write(markdown, MarkdownReport.of(report).getBytes(StandardCharsets.UTF_8));
    }
    report
        .failures()
        .forEach((id, reason) -> Failures.print(command.commandLine(), id + ": " + reason));
    return report.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  static void print(BenchmarkReport report, PrintWriter out) {
    Machine machine = report.machine();
    out.println();
    out.println(machine.processor() + "; " + machine.java() + "; kernels " + machine.kernels());
    out.println();
    out.print(
        Table.of(
            report.outcomes(),
            List.of(
                Table.words("case", outcome -> outcome.comparison().subject()),
                Table.words("measure", outcome -> outcome.comparison().measure()),
                Table.numbers("value", outcome -> Numbers.text(outcome.value())),
                Table.words("unit", outcome -> outcome.comparison().value().unit()),
                Table.words("peer", BenchCommand::peer),
                Table.numbers("its value", outcome -> Numbers.text(outcome.peerValue())),
                Table.numbers("ratio", outcome -> Numbers.text(outcome.ratio())),
                Table.words("goal", BenchCommand::goal),
                Table.words("", BenchCommand::mark))));
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "Goals: %d met, %d missed, %d unknown.",
            report.count(Verdict.MET),
            report.count(Verdict.MISSED),
            report.count(Verdict.UNKNOWN)));
    if (!report.absent().isEmpty()) {
      out.println(
          "Not measured, since the peer is not built in: "
              + String.join(", ", report.absent())
              + ". With -Ppytorch it is.");
    }
    if (machine.load() >= 1) {
      out.println(
          String.format(
              Locale.ROOT,
              "Other programs were running (load %.1f): the numbers are worth less.",
              machine.load()));
    }
    out.flush();
  }

  private static String peer(Outcome outcome) {
    Comparison.Peer peer = outcome.comparison().peer();
    return peer == null ? "" : peer.name();
  }

  private static String goal(Outcome outcome) {
    return outcome.comparison().goal().text(outcome.comparison().value().unit());
  }

  private static String mark(Outcome outcome) {
    return switch (outcome.verdict()) {
      case MET -> "met";
      case MISSED -> "MISSED";
      case UNKNOWN -> "unknown";
      case NO_GOAL -> "";
    };
  }

  /** Suites by the names that help and reports give them. */
  private static final class SuiteName implements ITypeConverter<Suite> {
    @Override
    public Suite convert(String name) {
      return Arrays.stream(Suite.values())
          .filter(suite -> suite.toString().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of "
                          + Arrays.stream(Suite.values())
                              .map(Suite::toString)
                              .collect(Collectors.joining(", "))
                          + " but was \""
                          + name
                          + "\""));
    }
  }
}
