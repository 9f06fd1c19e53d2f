package org.fluxion.cli;

import java.util.List;
import java.util.Objects;
import org.fluxion.examples.burgers.Burgers;
import org.fluxion.examples.heat.Heat2d;
import org.fluxion.examples.hnn.Hnn;
import org.fluxion.examples.jobs.Job;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code fluxion} command: reads arguments and sets the exit code. */
@Command(
    name = "fluxion",
    description = "Derivatives on the JVM: one interface, many engines.",
    subcommands = {
      DemoCommand.class,
      BackendsCommand.class,
      ConformanceCommand.class,
      BenchCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is well", "1:something failed", "2:the arguments are wrong"})
final class Main {
  @Option(
      names = "--stacktrace",
      description = "Show where an error comes from.",
      scope = ScopeType.INHERIT)
  private boolean stacktrace;

  private Main() {}

  public static void main(String[] args) {
    // Pictures are written, never shown; without this, some systems open a window for them.
    System.setProperty("java.awt.headless", "true");
    // Java 22 to 24 would otherwise say that there is a console where output goes to a file.
    System.setProperty("jdk.console", "java.base");
    System.exit(commandLine().execute(args));
  }

  /** {@return the command, ready to run with any arguments} */
  static CommandLine commandLine() {
    Main main = new Main();
    CommandLine all = new CommandLine(main);
    CommandLine demo = Objects.requireNonNull(all.getSubcommands().get("demo"));
    for (Job<?> job : List.of(new Hnn(), new Burgers(), new Heat2d())) {
      demo.addSubcommand(job.name(), new JobCommand<>(job));
    }
    return all.setExecutionExceptionHandler(new Failures(() -> main.stacktrace))
        .setUsageHelpAutoWidth(true);
  }
}
