package org.fluxion.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxion.kernels.KernelInfo;
import org.fluxion.kernels.Kernels;
import org.junit.jupiter.api.Test;

/** The vector kernels are used where they can be, and elsewhere it is said why they are not. */
class VectorKernelProviderTest {
  @Test
  void theyAreTheBestIfTheModuleIsThere() {
    assertInstanceOf(VectorKernels.class, Kernels.current());
    assertEquals(new KernelInfo("vector", true, Optional.empty()), Kernels.available().get(0));
  }

  @Test
  void withoutTheModuleOneSentenceSaysWhatToDo() throws Exception {
    String output = run();
    String sentence =
        "the kernels \"vector\" cannot be used: the module jdk.incubator.vector is not there; "
            + "start Java with --add-modules jdk.incubator.vector";
    assertTrue(output.contains("INFO: " + sentence), output);
    assertEquals(1, output.split("cannot be used", -1).length - 1, output);
    assertTrue(output.contains("in use: plain"), output);
  }

  @Test
  void withoutACompilerTheyAreNotUsed() throws Exception {
    String output = run("-Xint", "--add-modules", "jdk.incubator.vector");
    assertTrue(output.contains("this JVM compiles nothing; start Java without -Xint"), output);
    assertTrue(output.contains("in use: plain"), output);
  }

  @Test
  void withoutTheInstructionTheyAreNotUsed() throws Exception {
    String output = run("-XX:-UseFMA", "--add-modules", "jdk.incubator.vector");
    assertTrue(output.contains("this machine has no fused multiply-add"), output);
    assertTrue(output.contains("in use: plain"), output);
  }

  /** {@return what a program says that uses kernels twice, in a JVM with these flags} */
  private static String run(String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of(flags));
    command.add("-cp");
    command.add(
        Stream.of(
                UseTwice.class,
                VectorKernels.class,
                Kernels.class,
                org.ejml.data.DMatrixRMaj.class,
                org.ejml.dense.row.CommonOps_DDRM.class)
            .map(VectorKernelProviderTest::place)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(UseTwice.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private static String place(Class<?> type) {
    URI location = URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
    return Path.of(location).toString();
  }

  /** Uses kernels twice, in a JVM of its own. */
  static final class UseTwice {
    private UseTwice() {}

    public static void main(String[] args) {
      Kernels.current();
      Kernels.current();
      Kernels.available().stream()
          .filter(KernelInfo::inUse)
          .forEach(kernels -> System.out.println("in use: " + kernels.name()));
    }
  }
}
