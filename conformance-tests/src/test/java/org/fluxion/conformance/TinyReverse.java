package org.fluxion.conformance;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * A small reverse engine.
 *
 * @param forgetful whether a later cotangent of a value replaces an earlier one
 */
record TinyReverse(boolean forgetful) implements Backend {
  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(Direction.REVERSE);
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    try (Tape tape = new Tape()) {
      Tensor[] inputs = new Tensor[at.length];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = new Entry(tape, at[i], null, new Tensor[0]);
      }
      return new Swept(tape, inputs.clone(), f.apply(inputs), forgetful);
    }
  }

  private record Swept(Tape tape, Tensor[] inputs, Tensor[] results, boolean forgetful)
      implements Linearization {
    @Override
    public Tensor[] values() {
      Tensor[] values = results.clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = tape.primal(values[i]);
      }
      return values;
    }

    @Override
    public Tensor[] pullback(Tensor... cotangents) {
      IdentityHashMap<Tensor, Tensor> all = new IdentityHashMap<>();
      for (int i = 0; i < results.length; i++) {
        all.merge(results[i], cotangents[i], Tensor::plus);
      }
      for (int i = tape.entries.size() - 1; i >= 0; i--) {
        Entry entry = tape.entries.get(i);
        Tensor cotangent = all.get(entry);
        if (cotangent != null) {
          spread(entry, cotangent, all);
        }
      }
      Tensor[] pulled = new Tensor[inputs.length];
      for (int i = 0; i < pulled.length; i++) {
        Tensor own = all.get(inputs[i]);
        pulled[i] = own == null ? Tensor.zeros(inputs[i].shape()) : own;
      }
      return pulled;
    }

    private void spread(Entry entry, Tensor cotangent, IdentityHashMap<Tensor, Tensor> all) {
      boolean[] wanted = new boolean[entry.operands.length];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = entry.operands[i] instanceof Entry;
      }
      Tensor[] pulled = entry.differential.pullback(cotangent, wanted);
      for (int i = 0; i < wanted.length; i++) {
        if (wanted[i] && pulled[i] != null) {
          all.merge(entry.operands[i], pulled[i], (a, b) -> forgetful ? b : a.plus(b));
        }
      }
    }
  }

  private static final class Tape extends Interpreter {
    private final List<Entry> entries = new ArrayList<>();

    @Override
    protected String kind() {
      return "tiny";
    }

    Tensor primal(Tensor tensor) {
      return owns(tensor) ? ((Entry) tensor).primal : tensor;
    }

    @Override
    protected Tensor interpret(Primitive primitive, Tensor[] operands) {
      Tensor[] primals = new Tensor[operands.length];
      Tensor[] own = new Tensor[operands.length];
      for (int i = 0; i < primals.length; i++) {
        primals[i] = primal(operands[i]);
        own[i] = owns(operands[i]) ? operands[i] : null;
      }
      Tensor result = primitive.apply(primals);
      Entry entry = new Entry(this, result, primitive.differentiate(primals, result), own);
      entries.add(entry);
      return entry;
    }
  }

  /** A value on the tape; operands that are not on it are null. */
  private static final class Entry extends Tracer {
    private final Tensor primal;
    private final Differential differential;
    private final Tensor[] operands;

    Entry(Tape tape, Tensor primal, Differential differential, Tensor[] operands) {
      super(tape);
      this.primal = primal;
      this.differential = differential;
      this.operands = operands;
    }

    @Override
    public Tensor primal() {
      return primal;
    }
  }
}
