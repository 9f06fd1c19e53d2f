package org.fluxion.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxion.kernels.KernelInfo;
import org.fluxion.kernels.Kernels;

/**
 * Where benchmarks ran.
 *
 * @param processor its name, and how many there are
 * @param java the version of the JVM
 * @param kernels those in use
 * @param load how many programs wanted to run in the minute before; negative if unknown
 */
public record Machine(String processor, String java, String kernels, double load) {
  /** {@return this machine} */
  static Machine here() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Machine(
        processors + " x " + processorName().orElseGet(() -> System.getProperty("os.arch", "?")),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        Kernels.available().stream()
            .filter(KernelInfo::inUse)
            .map(KernelInfo::name)
            .collect(Collectors.joining()),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Only Linux tells it in a file. */
  private static Optional<String> processorName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
