package org.fluxion.examples.plots;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fluxion.tensor.Tensor;

/**
 * The axis of a map.
 *
 * @param title beside it
 * @param at a vector, the coordinate of each row or column of cells
 */
public record AxisOf(String title, Tensor at) {
  List<String> labels() {
    return Arrays.stream(at.toArray())
        .mapToObj(value -> String.format(Locale.ROOT, "%.2f", value))
        .toList();
  }
}
