package org.fluxion.conformance;

import java.util.function.Consumer;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** Tells of every primitive that a program applies to watched tensors. */
final class Recorder extends Interpreter {
  private final Consumer<Application> log;

  Recorder(Consumer<Application> log) {
    this.log = log;
  }

  /** A primitive and the plain tensors it was applied to. */
  record Application(Primitive primitive, Tensor[] operands) {}

  Tensor watch(Tensor tensor) {
    return new Watched(this, tensor);
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor[] plain = operands.clone();
    for (int i = 0; i < plain.length; i++) {
      plain[i] = owns(plain[i]) ? ((Watched) plain[i]).primal : plain[i];
    }
    log.accept(new Application(primitive, plain.clone()));
    return watch(primitive.apply(plain));
  }

  @Override
  protected String kind() {
    return "recording";
  }

  private static final class Watched extends Tracer {
    private final Tensor primal;

    Watched(Recorder recorder, Tensor primal) {
      super(recorder);
      this.primal = primal;
    }

    @Override
    public Tensor primal() {
      return primal;
    }
  }
}
