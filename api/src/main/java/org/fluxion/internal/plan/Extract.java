package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.internal.plan.Node.Constant;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;

/**
 * A part of a program as a program of its own.
 *
 * @param plan of the part, which is a program of its own
 * @param inputs what its inputs are in the whole program
 * @param results what its results are in the whole program
 */
record Extract(Plan plan, List<Value> inputs, List<Value> results) {
  /**
   * A value of the whole program, or a block of its rows.
   *
   * @param place in the whole program
   * @param isBlock whether the part knows only a block of its rows
   */
  record Value(int place, boolean isBlock) {}

  /** Collects the operations of a part, in order. */
  static final class Builder {
    private final List<Value> inputs = new ArrayList<>();
    private final List<Node> inputNodes = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();

    /** Places in the part but for its inputs, whose number is not known yet; they are −1 − i. */
    private final Map<Value, Integer> places = new HashMap<>();

    /** Makes a value of the whole program an input, if the part does not have it. */
    void input(Value value, Shape shape) {
      if (!places.containsKey(value)) {
        places.put(value, -1 - inputs.size());
        inputs.add(value);
        inputNodes.add(new Node.Input(shape));
      }
    }

    /** Takes a constant over, if the part does not have it. */
    void constant(Value value, Constant constant) {
      if (!places.containsKey(value)) {
        places.put(value, nodes.size());
        nodes.add(constant);
      }
    }

    /** Adds an operation, whose operands are there. */
    void operation(Value value, Primitive primitive, List<Value> operands, Shape shape) {
      int[] own = operands.stream().mapToInt(this::early).toArray();
      places.put(value, nodes.size());
      nodes.add(new Operation(primitive, own, shape));
    }

    /** Adds a guard, whose value is there as a whole. */
    void guard(Guard guard) {
      guards.add(guard);
    }

    Extract build(List<Value> results) {
      List<Node> all = new ArrayList<>(inputNodes);
      for (Node node : nodes) {
        all.add(node instanceof Operation operation ? moved(operation) : node);
      }
      int[] own = results.stream().mapToInt(this::place).toArray();
      List<Guard> checked =
          guards.stream().map(guard -> guard.at(place(new Value(guard.place(), false)))).toList();
      return new Extract(
          Plan.of(new Program(List.copyOf(all), inputs.size(), own, checked)),
          List.copyOf(inputs),
          results);
    }

    private Operation moved(Operation operation) {
      int[] operands = Arrays.stream(operation.operands()).map(this::moved).toArray();
      return new Operation(operation.primitive(), operands, operation.shape());
    }

    /** The place behind all inputs. */
    private int moved(int place) {
      return place < 0 ? -1 - place : inputs.size() + place;
    }

    private int place(Value value) {
      return moved(early(value));
    }

    private int early(Value value) {
      Integer place = places.get(value);
      if (place == null) {
        throw new IllegalStateException(value + " is not known to this part");
      }
      return place;
    }
  }
}
