package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fluxion.internal.plan.Joined.Part;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.internal.plan.Rows.Time;
import org.fluxion.tensor.ArrayFunction;

/**
 * Finds values that are sums of rows of blocks, each among zeros: the derivatives of functions of
 * neighbouring rows.
 */
final class Joins {
  private final Plan plan;
  private final Time[] times;

  /** How many operations, results and guards read each value. */
  private final int[] readers;

  private final Map<Integer, List<Part>> found = new HashMap<>();

  /**
   * Starts without any.
   *
   * @param times of values, which are known up to a place when it is asked about
   */
  Joins(Plan plan, Time[] times) {
    this.plan = plan;
    this.times = times;
    readers = new int[times.length];
    Program program = plan.program();
    for (int place = 0; place < times.length; place++) {
      if (plan.isNeeded(place) && program.nodes().get(place) instanceof Operation operation) {
        count(operation.operands());
      }
    }
    count(program.results());
    program.guards().forEach(guard -> readers[guard.place()]++);
  }

  private void count(int[] places) {
    for (int place : places) {
      readers[place]++;
    }
  }

  /** {@return whether the value of an operation is such a sum} */
  boolean find(int place) {
    List<Part> parts = new ArrayList<>();
    for (int operand : operands(place)) {
      List<Part> more = partsOf(operand);
      if (more.isEmpty()) {
        return false;
      }
      parts.addAll(more);
    }
    ArrayFunction function = plan.function(place);
    boolean isSum = function == ArrayFunction.ADD || function == ArrayFunction.COPY;
    if (function instanceof ArrayFunction.Frame frame) {
      parts.replaceAll(part -> new Part(part.place(), part.offset() + frame.offset()));
      isSum = true;
    }
    if (!isSum || parts.stream().mapToInt(this::size).distinct().count() != 1) {
      return false;
    }
    found.put(place, List.copyOf(parts));
    return true;
  }

  private int[] operands(int place) {
    return ((Operation) plan.program().nodes().get(place)).operands();
  }

  private int size(Part part) {
    return plan.program().nodes().get(part.place()).shape().size();
  }

  /** The rows that a value is a sum of. A sum that others read too is formed once, for all. */
  private List<Part> partsOf(int place) {
    if (times[place] == Time.BLOCK) {
      return List.of(new Part(place, 0));
    }
    List<Part> parts = found.getOrDefault(place, List.of());
    return parts.size() == 1 || readers[place] == 1 ? parts : List.of();
  }

  /** {@return the parts of a value that has been found} */
  List<Part> parts(int place) {
    return Objects.requireNonNull(found.get(place));
  }
}
