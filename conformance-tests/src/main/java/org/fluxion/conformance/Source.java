package org.fluxion.conformance;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.tensor.Tensor;

/** Values as Java source. */
final class Source {
  private Source() {}

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * {@return an expression for a backend that is found by name}
   *
   * <p>With its options, if they are not the usual ones and its text is the specification that asks
   * for it.
   */
  static String of(Backend backend) {
    String name = backend.name();
    String text = backend.toString();
    boolean needsOptions = !asksFor(name, backend) && asksFor(text, backend);
    return "Backends.named(" + quoted(needsOptions ? text : name) + ")";
  }

  private static boolean asksFor(String spec, Backend backend) {
    try {
      Backend asked = Backends.named(spec);
      return asked.name().equals(backend.name()) && asked.toString().equals(backend.toString());
    } catch (FluxionException notFound) {
      return false;
    }
  }

  /** {@return an expression whose value has the same bits} */
  static String of(Tensor tensor) {
    if (tensor.rank() == 0) {
      return "Tensor.scalar(" + tensor.item() + ")";
    }
    String elements =
        Arrays.stream(tensor.toArray())
            .mapToObj(Double::toString)
            .collect(Collectors.joining(", "));
    return tensor.rank() == 1
        ? "Tensor.vector(" + elements + ")"
        : "Tensor.of(new double[] {" + elements + "}, " + list(tensor.shape().toArray()) + ")";
  }

  /** {@return numbers as arguments} */
  static String list(int... numbers) {
    return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }
}
