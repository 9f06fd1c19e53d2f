package org.fluxion.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxion.Backends;
import org.fluxion.examples.DemoReport;
import org.fluxion.examples.NestedLossDemo;
import org.fluxion.examples.TrainingReport;
import org.fluxion.examples.WayReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows nested differentiation: the same gradient in every way, then a training that uses it. */
@Command(
    name = "demo",
    description = {
      "Differentiate a loss that contains a derivative, in every way; then train on it.",
      "",
      "The network learns to solve d/dt s(t)^2 = cos t. A picture shows how well it does. The"
          + " backend for training is chosen by -Dfluxion.backend or FLUXION_BACKEND.",
      "",
      "Each command below is a longer job whose answer is known.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin private final JsonFile json = new JsonFile();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of the points that are not trained on (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final OutputFolder output = new OutputFolder();

  private int steps;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Give up training after as many steps (default: ${DEFAULT-VALUE}).")
  void setSteps(int given) {
    if (given < 1) {
      throw new ParameterException(
          command.commandLine(), "--steps must be at least 1, but is " + given);
    }
    steps = given;
  }

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    NestedLossDemo demo = new NestedLossDemo(Backends.configured());
    List<WayReport> ways;
    TrainingReport training;
    try (DemoProgress progress = DemoProgress.on(out)) {
      ways = demo.measure(progress);
    }
    printWays(out, ways);
    try (DemoProgress progress = DemoProgress.on(out)) {
      training = demo.train(output.folder(), steps, seed, progress);
    }
    printTraining(out, training);
    DemoReport report = demo.report(ways, training);
    json.write(report);
    report.complaints().forEach(c -> Failures.print(command.commandLine(), c));
    return report.complaints().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void printWays(PrintWriter out, List<WayReport> ways) {
    out.println();
    out.println(
        "The loss || grad_t sum s(t)^2 - cos t ||^2 and its gradient w.r.t. t and all weights");
    out.println();
    out.print(
        Table.of(
            ways,
            List.of(
                Table.words("how", WayReport::how),
                Table.numbers("value", w -> number("%.13f", w.value())),
                Table.numbers("largest error", w -> number("%.1e", w.maxRelativeError())),
                Table.numbers("median time, us", w -> number("%,.1f", w.microseconds())),
                Table.numbers("bytes allocated", w -> number("%,d", w.bytes())),
                Table.numbers("multiply-adds", w -> number("%,d", w.multiplyAdds())))));
    out.println();
    out.println(
        "Error: the largest of |got - reference| / |reference| over the loss and every entry");
    out.println(
        "of its gradient. Time and bytes are an impression from this run, not a benchmark.");
    out.println("Multiply-adds are those of matrix products, counted.");
    out.println();
    out.flush();
  }

  private static void printTraining(PrintWriter out, TrainingReport training) {
    out.println(
        number("Trained for %,d steps, to a loss of %.2e.", training.steps(), training.loss()));
    out.println(
        number(
            "At %,d points not trained on, the learned derivative is within %.4f of cos t.",
            NestedLossDemo.HELD_OUT, training.maxErrorHeldOut()));
    out.println("Picture: " + training.plot());
    out.flush();
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
