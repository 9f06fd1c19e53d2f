package org.fluxion.internal.plan;

import java.util.List;
import java.util.Objects;
import org.fluxion.internal.plan.Node.Constant;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What an operator computed at one point, as it was recorded.
 *
 * @param nodes all values in the order in which they came up; inputs first
 * @param inputs how many
 * @param results places of what the operator returned
 * @param guards what has to hold for the program to be the right one, in the order of asking
 */
record Program(List<Node> nodes, int inputs, int[] results, List<Guard> guards) {
  /** {@return whether the other took the same branches and read the same values} */
  boolean tookThePathOf(Program other) {
    return guards.equals(other.guards);
  }

  /**
   * {@return how another recording of the same path differs; null if it does not}
   *
   * @param fresh the other, made later
   */
  @Nullable String difference(Program fresh) {
    int common = Math.min(nodes.size(), fresh.nodes.size());
    for (int place = 0; place < common; place++) {
      String difference = difference(place, fresh);
      if (difference != null) {
        return difference;
      }
    }
    return nodes.size() == fresh.nodes.size()
        ? null
        : nodes.size() + " values were recorded, and " + fresh.nodes.size() + " now";
  }

  private @Nullable String difference(int place, Program fresh) {
    Node before = nodes.get(place);
    Node now = fresh.nodes.get(place);
    if (before instanceof Constant c && now instanceof Constant d) {
      return c.value().equals(d.value())
          ? null
          : "constant %" + place + usedBy(place) + " was " + c.value() + " and is " + d.value();
    }
    if (before instanceof Operation o && now instanceof Operation p) {
      return o.isLike(p)
          ? null
          : "operation %"
              + place
              + " was "
              + o.primitive().name()
              + " and is "
              + p.primitive().name();
    }
    return before.getClass() == now.getClass() ? null : "value %" + place + " is another one";
  }

  private String usedBy(int place) {
    return nodes.stream()
        .filter(Operation.class::isInstance)
        .map(Operation.class::cast)
        .filter(o -> contains(o.operands(), place))
        .findFirst()
        .map(
            o ->
                " (of shape "
                    + nodes.get(place).shape()
                    + ", used by "
                    + o.primitive().name()
                    + ")")
        .orElse("");
  }

  private static boolean contains(int[] places, int place) {
    for (int p : places) {
      if (p == place) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return the results for other arguments, by applying the primitives anew; null where a guard
   * does not hold}
   *
   * <p>This is how a program runs on tensors that an outer derivative watches.
   */
  Tensor @Nullable [] replay(Tensor[] at) {
    Tensor[] values = new Tensor[nodes.size()];
    int next = 0;
    for (int place = 0; place < values.length; place++) {
      values[place] = value(place, at, values);
      for (; next < guards.size() && guards.get(next).place() <= place; next++) {
        Guard guard = guards.get(next);
        if (!guard.holds(values[guard.place()].toArray())) {
          return null;
        }
      }
    }
    Tensor[] returned = new Tensor[results.length];
    for (int i = 0; i < returned.length; i++) {
      returned[i] = values[results[i]];
    }
    return returned;
  }

  private Tensor value(int place, Tensor[] at, Tensor[] values) {
    Node node = nodes.get(place);
    if (node instanceof Operation operation) {
      Tensor[] operands = new Tensor[operation.operands().length];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = values[operation.operands()[i]];
      }
      return operation.primitive().apply(operands);
    }
    return node instanceof Constant constant ? constant.value() : Objects.requireNonNull(at[place]);
  }
}
