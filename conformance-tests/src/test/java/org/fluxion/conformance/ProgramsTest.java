package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fluxion.Backend;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs: what they cover, that they repeat, and what is left of one that fails. */
class ProgramsTest {
  private static final int COUNT = 500;
  private static final Programs PROGRAMS = new Programs(7, Set.of());

  @TempDir private Path folder;

  private static List<Program> all() {
    return IntStream.range(0, COUNT).mapToObj(PROGRAMS::get).toList();
  }

  @Test
  void everyOperationOfTensorIsInSomeProgram() {
    String sources = all().stream().map(Program::source).collect(Collectors.joining("\n"));
    Set<String> missing = new TreeSet<>();
    for (Method operation : FluentCalls.operations()) {
      String call = "." + operation.getName() + "(";
      if (!sources.contains(call)) {
        missing.add(operation.getName());
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void theyGoFromScalarsToRankThreeAndAreUpToThirtyStepsDeep() {
    Set<Integer> ranks = new TreeSet<>();
    for (Program program : all()) {
      program.values(program.at()).forEach(value -> ranks.add(value.rank()));
    }
    assertEquals(Set.of(0, 1, 2, 3), ranks);
    assertEquals(30, all().stream().mapToInt(p -> p.steps().size()).max().orElse(0));
    assertTrue(all().stream().filter(p -> p.steps().size() > 15).count() > COUNT / 3);
  }

  @Test
  void theyStayWithinTheirDomains() {
    for (Program program : all()) {
      assertTrue(program.isSafe(), program.source());
    }
  }

  @Test
  void theSameSeedGivesTheSameAndAnotherGivesOthers() {
    Programs again = new Programs(7, Set.of());
    Programs others = new Programs(8, Set.of());
    for (int i = 20; i-- > 0; ) {
      assertEquals(PROGRAMS.get(i).source(), again.get(i).source());
      assertEquals(PROGRAMS.get(i).at(), again.get(i).at());
      assertFalse(PROGRAMS.get(i).at().equals(others.get(i).at()));
    }
  }

  @Test
  void whatIsNotSupportedIsNotApplied() {
    Programs without = new Programs(7, Set.of("exp", "logSumExp", "where"));
    for (int i = 0; i < 100; i++) {
      Program program = without.get(i);
      Set<String> used = UsedPrimitives.of(program, program.at());
      used.retainAll(Set.of("exp", "logSumExp", "where"));
      assertEquals(Set.of(), used, program.source());
    }
  }

  private static RuleOutcome.Failed firstFailure(Backend broken, String rule) {
    return ConformanceRun.of(broken).only(rule).programs(COUNT).run().failures().get(0);
  }

  private static TinyForward withWrong(String primitive) {
    return new TinyForward() {
      @Override
      Tensor tangent(Primitive p, Tensor[] primals, Linearized at, Tensor[] tangents) {
        Tensor right = super.tangent(p, primals, at, tangents);
        return right != null && UsedPrimitives.kind(p).equals(primitive)
            ? right.times(1.01)
            : right;
      }
    };
  }

  @Test
  void whatIsLeftOfAFailureIsTheOneStepThatIsWrong() {
    for (String name : List.of("exp", "square", "logSumExp")) {
      String program = firstFailure(withWrong(name), "B11.2").program();
      assertTrue(
          program.matches(".*f = x -> \\{ return x\\." + name + "\\([0-9, ]*\\); \\};.*"), program);
    }
  }

  @Test
  void aFaultOfTwoStepsLeavesTwo() {
    Backend forgetful =
        new TinyReverse() {
          @Override
          Tensor sum(Tensor soFar, Tensor more) {
            return more;
          }
        };
    String program = firstFailure(forgetful, "B11.2").program();
    // One step that uses x twice, whichever it is.
    assertTrue(program.matches(".*f = x -> \\{ return [^;]*x[^;]*x[^;]*; \\};.*"), program);
  }

  @Test
  void onlyTheFirstFailuresAreShrunk() {
    List<RuleOutcome.Failed> failures =
        ConformanceRun.of(withWrong("exp")).only("B11.2").programs(COUNT).run().failures();
    long oneStep = failures.stream().filter(f -> !f.program().contains("t1")).count();
    assertTrue(failures.size() > 10, failures.size() + " failures");
    assertTrue(oneStep >= 4 && oneStep < failures.size(), oneStep + " of " + failures.size());
  }

  /** A failure as it is printed, compiled and run, prints the wrong derivative again. */
  @Test
  void aFailureIsAJavaProgram() throws Exception {
    RuleOutcome.Failed failed = firstFailure(withWrong("exp"), "B11.2");
    String statements = failed.program().replaceFirst("//.*", "");
    String body =
        statements
            .replace("Backends.named(\"tiny\")", "Backends.named(\"forward\")")
            .replace("System.out.println(", "printed.add(");
    Files.writeString(
        folder.resolve("Shown.java"),
        "import org.fluxion.*; import org.fluxion.tensor.*; import java.util.*;\n"
            + "public class Shown { public static List<Tensor> run() {\n"
            + "List<Tensor> printed = new ArrayList<>();\n"
            + body
            + "\nreturn printed; } }\n");
    compile("Shown.java");
    List<?> printed;
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, Program.class.getClassLoader())) {
      printed = (List<?>) loader.loadClass("Shown").getMethod("run").invoke(null);
    }
    assertEquals(2, printed.size(), "pushforward and pullback");
    assertEquals(failed.expected(), printed.get(0).toString());
  }

  private void compile(String name) {
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                printer,
                printer,
                "--release",
                "17",
                "-proc:none",
                "-cp",
                classes,
                "-d",
                folder.toString(),
                folder.resolve(name).toString());
    assertEquals(0, code, messages::toString);
  }
}
