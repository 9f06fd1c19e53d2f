package org.fluxion.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fluxion.Backend;
import org.fluxion.BackendInfo;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.conformance.BackendComparison;
import org.fluxion.conformance.ComparisonReport;
import org.fluxion.conformance.ConformanceReport;
import org.fluxion.conformance.ConformanceRun;
import org.fluxion.conformance.HtmlComparison;
import org.fluxion.conformance.HtmlReport;
import org.fluxion.conformance.JUnitReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the conformance kit on a backend, or measures all backends side by side. */
@Command(
    name = "conformance",
    description = {
      "Hold a backend to the rules of the conformance kit, or compare all backends.",
      "",
      "The exit code is 0 only if nothing failed; what a backend declares not to do is skipped, and"
          + " backends that do not load are listed.",
      ""
    })
final class ConformanceCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin private final JsonFile json = new JsonFile();
  @Mixin private final ReportFolder reports = new ReportFolder();
  @Mixin private final ClassPathOption classPath = new ClassPathOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The backend, also with options: \"reverse(batch=4)\".")
  private @Nullable String name;

  @Option(
      names = "--all",
      description =
          "Measure error, time, evaluations of f and bytes of every operator on every backend.")
  private boolean all;

  @Option(
      names = "--only",
      paramLabel = "RULES",
      split = ",",
      hideParamSyntax = true,
      description = "Run these rules or families alone, for example B3,B4.5.")
  private List<String> only = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Draw tangents, cotangents and random programs from this seed.")
  private @Nullable Long seed;

  private @Nullable Integer programs;

  @Option(names = "--programs", paramLabel = "N", description = "Try so many random programs.")
  void setPrograms(int given) {
    if (given < 0) {
      throw new ParameterException(
          command.commandLine(), "--programs must be at least 0, but is " + given);
    }
    programs = given;
  }

  @Override
  public Integer call() {
    if (all == (name != null)) {
      throw wrongUse("give either the name of a backend or --all");
    }
    if (all && (!only.isEmpty() || seed != null || programs != null)) {
      throw wrongUse("--only, --seed and --programs are about rules, and --all runs none");
    }
    boolean passed = classPath.within(() -> name == null ? compare() : hold(name));
    return passed ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private boolean hold(String spec) {
    ConformanceRun run = run(spec);
    PrintWriter out = command.commandLine().getOut();
    ConformanceReport report = new RuleLines(out).run(spec, run);
    ConformanceEntry entry = ConformanceEntry.of(report);
    reports.write("report.html", HtmlReport.of(report));
    reports.write("junit.xml", JUnitReport.of(report));
    reports.write("report.json", JsonFile.text(entry));
    reports.announce("report.html", out);
    json.write(entry);
    return report.passed();
  }

  /** {@return the run that is asked for; whatever is wrong with that is in the arguments} */
  private ConformanceRun run(String spec) {
    try {
      ConformanceRun run = ConformanceRun.of(Backends.named(spec));
      run = only.isEmpty() ? run : run.only(only.toArray(String[]::new));
      run = seed == null ? run : run.seed(seed);
      return programs == null ? run : run.programs(programs);
    } catch (FluxionException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private boolean compare() {
    Map<String, Backend> usable = new TreeMap<>();
    Map<String, String> unusable = new TreeMap<>();
    for (BackendInfo found : Backends.available()) {
      found
          .failure()
          .ifPresentOrElse(
              reason -> unusable.put(found.name(), reason),
              () -> usable.put(found.name(), Backends.named(found.name())));
    }
    BackendComparison comparison = BackendComparison.of(usable, unusable);
    PrintWriter out = command.commandLine().getOut();
    ComparisonReport report;
    List<String> done = new ArrayList<>();
    try (StepBar bar = new StepBar("measuring", BackendComparison.operators().size())) {
      report =
          comparison.run(
              operator -> {
                bar.at(done.size(), operator);
                done.add(operator);
              });
    }
    ComparisonTables.print(report, out);
    ComparisonEntry entry = ComparisonEntry.of(report);
    reports.write("comparison.html", HtmlComparison.of(report));
    reports.write("comparison.json", JsonFile.text(entry));
    reports.announce("comparison.html", out);
    json.write(entry);
    return report.passed();
  }
}
