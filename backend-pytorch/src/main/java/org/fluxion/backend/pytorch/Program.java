package org.fluxion.backend.pytorch;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;

/**
 * The record of one call of a function, in Java's memory: primitives in the order in which they
 * were applied.
 *
 * <p>libtorch's graph of the same call holds native memory, and a derivative at a point has no end
 * at which to free it. So a graph lives for one sweep; a further sweep, from any thread, builds
 * another one from this, without calling the function.
 *
 * @param inputs how many there are; they have the first places
 * @param steps what is done one after another, each at the next place
 * @param results the places of the results
 */
record Program(int inputs, List<Step> steps, List<Integer> results) {
  /** The place of what is not recorded. */
  static final int NOWHERE = -1;

  /** Something that has a place. */
  sealed interface Step {
    /**
     * {@return the array at this place}
     *
     * @param before what is at the places before
     * @param captured what was captured from outside
     */
    Array run(List<Array> before, List<Array> captured, Session session);
  }

  /** Numbers. */
  private record Constant(Tensor value) implements Step {
    @Override
    public Array run(List<Array> before, List<Array> captured, Session session) {
      return Array.constant(value);
    }
  }

  /** A tensor of an outer derivative. */
  private record Captured(int index) implements Step {
    @Override
    public Array run(List<Array> before, List<Array> captured, Session session) {
      return captured.get(index);
    }
  }

  /** A primitive applied to what is at earlier places. */
  private record Applied(Primitive primitive, List<Integer> operands) implements Step {
    @Override
    public Array run(List<Array> before, List<Array> captured, Session session) {
      Array[] arrays = operands.stream().map(before::get).toArray(Array[]::new);
      return Array.of(Operators.apply(primitive, arrays, session));
    }
  }

  /** {@return the results} */
  List<Array> run(List<Array> at, List<Array> captured, Session session) {
    List<Array> all = new ArrayList<>(at);
    for (Step step : steps) {
      all.add(step.run(all, captured, session));
    }
    return results.stream().map(all::get).toList();
  }

  /** A program that grows while the function runs. */
  static final class Builder {
    private final List<Step> steps = new ArrayList<>();
    private int inputs;

    /** {@return the place of the next input; inputs come before all steps} */
    int input() {
      return inputs++;
    }

    /** {@return the place of a constant} */
    int constant(Tensor value) {
      return next(new Constant(value));
    }

    /** {@return the place of a tensor of an outer derivative} */
    int captured(int index) {
      return next(new Captured(index));
    }

    /** {@return the place of what the primitive gives} */
    int add(Primitive primitive, List<Integer> operands) {
      return next(new Applied(primitive, List.copyOf(operands)));
    }

    private int next(Step step) {
      steps.add(step);
      return inputs + steps.size() - 1;
    }

    Program build(List<Integer> results) {
      return new Program(inputs, List.copyOf(steps), List.copyOf(results));
    }
  }
}
