package org.fluxion.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.fluxion.BackendInfo;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.kernels.KernelInfo;
import org.fluxion.kernels.Kernels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Lists the backends that are there, what they can do, and those that cannot be used; and the
 * kernels likewise.
 */
@Command(
    name = "backends",
    description =
        "List the backends that were found, what they can do, what failed to load, and the kernels.")
final class BackendsCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin private final JsonFile json = new JsonFile();

  @Override
  public void run() {
    List<BackendInfo> all = Backends.available();
    List<BackendInfo> failed = all.stream().filter(b -> b.failure().isPresent()).toList();
    List<BackendInfo> usable = all.stream().filter(b -> b.failure().isEmpty()).toList();
    PrintWriter out = command.commandLine().getOut();
    if (usable.isEmpty()) {
      out.println(
          "No backend was found. Add one to the class path, such as fluxion-backend-mixed.");
    } else {
      out.print(
          Table.of(
              usable,
              List.of(
                  Table.words("backend", BackendInfo::name),
                  Table.words("what it can do", BackendsCommand::abilities))));
      out.printf("%nUsed where a program names none: %s%n", configured());
    }
    if (!failed.isEmpty()) {
      out.printf("%nFailed to load:%n");
      failed.forEach(b -> out.printf("  %s: %s%n", b.name(), b.failure().orElseThrow()));
    }
    List<KernelInfo> kernels = Kernels.available();
    out.printf("%nKernels in use: %s%n", kernelsInUse(kernels));
    for (KernelInfo info : kernels) {
      info.obstacle().ifPresent(why -> out.printf("  %s cannot be used: %s%n", info.name(), why));
    }
    out.flush();
    json.write(
        Map.of(
            "backends", all.stream().map(BackendEntry::of).toList(),
            "kernels", kernels.stream().map(KernelEntry::of).toList()));
  }

  /** {@return its name, or why there is none: the list is there to put that right} */
  private static String configured() {
    try {
      return Backends.configured().name();
    } catch (FluxionException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** {@return their name, or why there are none} */
  private static String kernelsInUse(List<KernelInfo> kernels) {
    try {
      Kernels.current();
    } catch (FluxionException e) {
      return String.valueOf(e.getMessage());
    }
    return kernels.stream().filter(KernelInfo::inUse).findFirst().orElseThrow().name();
  }

  private static String abilities(BackendInfo backend) {
    return backend.capabilities().orElseThrow().toString();
  }
}
