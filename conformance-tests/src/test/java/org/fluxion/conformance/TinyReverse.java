package org.fluxion.conformance;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntConsumer;
import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** A small reverse engine, for each test to break in one point. */
class TinyReverse implements Backend {
  @Override
  public final String name() {
    return "tiny";
  }

  /** {@return the cotangent of a value from that of its uses so far and that of one more} */
  Tensor sum(Tensor soFar, Tensor more) {
    return soFar.plus(more);
  }

  /** Sweeps entries from the last to the first. */
  void sweep(int count, IntConsumer each) {
    for (int i = count - 1; i >= 0; i--) {
      each.accept(i);
    }
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
      return new Swept(this, tape, inputs.clone(), f.apply(inputs));
    }
  }

  private record Swept(TinyReverse engine, Tape tape, Tensor[] inputs, Tensor[] results)
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
      engine.sweep(tape.entries.size(), i -> spread(tape.entries.get(i), all));
      Tensor[] pulled = new Tensor[inputs.length];
      for (int i = 0; i < pulled.length; i++) {
        Tensor own = all.get(inputs[i]);
        pulled[i] = own == null ? Tensor.zeros(inputs[i].shape()) : own;
      }
      return pulled;
    }

    private void spread(Entry entry, IdentityHashMap<Tensor, Tensor> all) {
      Tensor cotangent = all.get(entry);
      if (cotangent == null) {
        return;
      }
      boolean[] wanted = new boolean[entry.operands.length];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = entry.operands[i] instanceof Entry;
      }
      Tensor[] pulled = entry.differential.pullback(cotangent, wanted);
      for (int i = 0; i < wanted.length; i++) {
        if (wanted[i] && pulled[i] != null) {
          all.merge(entry.operands[i], pulled[i], engine::sum);
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
      Linearized at = linearize(primitive, primals);
      Entry entry = new Entry(this, at.value(), at.differential(), own);
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
