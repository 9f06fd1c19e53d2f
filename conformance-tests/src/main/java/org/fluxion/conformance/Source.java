package org.fluxion.conformance;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.fluxion.tensor.Tensor;

/** Values as Java source. */
final class Source {
  private Source() {}

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
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
