package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.tensor.Arraywise;
import org.fluxion.tensor.Condition;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * The interpreter that records: it applies primitives to the values and writes down what was
 * applied to what.
 *
 * <p>It is opened before the operator that it records, so it lies below all interpreters of that
 * operator and sees what they compute, in whatever mode. What does not depend on the inputs never
 * comes here and is a constant of the program. An operation that was recorded already is not
 * recorded again, and what a primitive can say more simply is recorded so.
 */
final class Recording extends Interpreter {
  private final List<Node> nodes = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();
  private final Map<Key, Integer> known = new HashMap<>();
  private final IdentityHashMap<Tensor, Integer> constants = new IdentityHashMap<>();
  private final List<Guard> guards = new ArrayList<>();
  private int inputs;

  @Override
  protected String kind() {
    return "recording";
  }

  /** {@return the tensors as the inputs of the program} */
  Tensor[] watch(Tensor[] at) {
    Tensor[] watched = new Tensor[at.length];
    for (int i = 0; i < at.length; i++) {
      watched[i] = add(new Node.Input(at[i].shape()), at[i]);
    }
    inputs = at.length;
    return watched;
  }

  private Recorded add(Node node, Tensor value) {
    nodes.add(node);
    values.add(value);
    return new Recorded(this, value, nodes.size() - 1);
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor simpler = primitive instanceof Arraywise ? null : primitive.expand(operands);
    if (simpler == null) {
      simpler = primitive.simplify(operands);
    }
    if (simpler != null) {
      return simpler;
    }
    int[] places = new int[operands.length];
    Tensor[] own = new Tensor[operands.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(operands[i]);
      own[i] = values.get(places[i]);
    }
    Key key = new Key(primitive, places);
    Integer before = known.get(key);
    if (before != null) {
      return new Recorded(this, values.get(before), before);
    }
    Tensor value = plain(primitive.apply(own));
    known.put(key, nodes.size());
    return add(new Node.Operation(primitive, places, value.shape()), value);
  }

  private int place(Tensor operand) {
    return owns(operand) ? ((Recorded) operand).place() : constant(plain(operand));
  }

  private int constant(Tensor value) {
    Integer place = constants.get(value);
    if (place == null) {
      place = add(new Node.Constant(value), value).place();
      constants.put(value, place);
    }
    return place;
  }

  private static Tensor plain(Tensor tensor) {
    if (tensor instanceof Tracer) {
      throw new WatchedFromOutside();
    }
    return tensor;
  }

  /** {@return the program that computes these results} */
  Program finish(Tensor[] results) {
    int[] places = new int[results.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(results[i]);
    }
    return new Program(List.copyOf(nodes), inputs, places, List.copyOf(guards));
  }

  /** {@return the values of results, as plain tensors} */
  Tensor[] values(Tensor[] results) {
    Tensor[] plain = new Tensor[results.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = owns(results[i]) ? ((Recorded) results[i]).value() : plain(results[i]);
    }
    return plain;
  }

  /** Notes that the program has seen the elements of a value. */
  void read(Recorded value) {
    guards.add(new Guard.Reading(value.place(), value.value().toArray()));
  }

  /** {@return the answer to a question, which is noted} */
  boolean branch(Recorded value, Condition condition) {
    boolean answer = condition.holds(value.value().item());
    guards.add(new Guard.Branch(value.place(), condition, answer));
    return answer;
  }

  @Nullable Primitive primitive(int place) {
    return nodes.get(place) instanceof Node.Operation operation ? operation.primitive() : null;
  }

  Tensor operand(int place, int index) {
    int operand = ((Node.Operation) nodes.get(place)).operands()[index];
    Tensor value = values.get(operand);
    return nodes.get(operand) instanceof Node.Constant ? value : new Recorded(this, value, operand);
  }

  /** A primitive applied to places, for finding it again. */
  private record Key(Primitive primitive, int[] operands) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key k
          && primitive.equals(k.primitive)
          && Arrays.equals(operands, k.operands);
    }

    @Override
    public int hashCode() {
      return 31 * primitive.hashCode() + Arrays.hashCode(operands);
    }
  }

  /** Says that the program holds a value that an outer derivative watches. */
  static final class WatchedFromOutside extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WatchedFromOutside() {
      super("a value that an outer derivative watches", null, false, false);
    }
  }
}
