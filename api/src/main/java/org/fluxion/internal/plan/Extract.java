package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.internal.plan.Node.Constant;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.tensor.Shape;

/**
 * A part of a program as a program of its own.
 *
 * @param plan of the part, which is a program of its own
 * @param inputs the places in the whole program that its inputs are
 * @param results the places in the whole program that its results are
 */
record Extract(Plan plan, List<Integer> inputs, List<Integer> results) {
  /** Collects the operations of a part, in order. */
  static final class Builder {
    private final List<Integer> inputs = new ArrayList<>();
    private final List<Node> inputNodes = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();

    /** Places in the whole program, as places in the part; those of inputs are negative, −1 − i. */
    private final Map<Integer, Integer> places = new HashMap<>();

    /** Makes a value of the whole program an input, if the part does not have it. */
    void input(int place, Shape shape) {
      if (!places.containsKey(place)) {
        places.put(place, -1 - inputs.size());
        inputs.add(place);
        inputNodes.add(new Node.Input(shape));
      }
    }

    /** Takes a constant over. */
    void constant(int place, Constant constant) {
      if (!places.containsKey(place)) {
        places.put(place, nodes.size());
        nodes.add(constant);
      }
    }

    boolean has(int place) {
      return places.containsKey(place);
    }

    /** Adds an operation, whose operands are there. */
    void operation(int place, Operation operation) {
      places.put(place, nodes.size());
      nodes.add(operation);
    }

    void guard(Guard guard) {
      guards.add(guard);
    }

    Extract build(List<Integer> results) {
      List<Node> all = new ArrayList<>(inputNodes);
      for (Node node : nodes) {
        all.add(node instanceof Operation operation ? moved(operation) : node);
      }
      int[] own = results.stream().mapToInt(this::place).toArray();
      List<Guard> checked = guards.stream().map(guard -> guard.at(place(guard.place()))).toList();
      return new Extract(
          Plan.of(new Program(List.copyOf(all), inputs.size(), own, checked)),
          List.copyOf(inputs),
          List.copyOf(results));
    }

    private Operation moved(Operation operation) {
      int[] operands = operation.operands().clone();
      for (int i = 0; i < operands.length; i++) {
        operands[i] = place(operands[i]);
      }
      return new Operation(operation.primitive(), operands, operation.shape());
    }

    private int place(int place) {
      Integer own = places.get(place);
      if (own == null) {
        throw new IllegalStateException("%" + place + " is no value of this part");
      }
      return own < 0 ? -1 - own : inputs.size() + own;
    }
  }
}
