package org.fluxion;

import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * Closes a program while it runs: an engine that is not built on the kernel sees its own tensors
 * and plain ones, and none that the program captured of an outer derivative.
 *
 * <p>It lies inside the engine's level. A captured tensor reaches the engine as the numbers that it
 * has, so branches on values go as they should, and whoever runs the program is told whose it was:
 * what depends on it is still to be followed.
 */
final class Closing extends Interpreter {
  private final Consumer<Interpreter> captured;
  private final IdentityHashMap<Tensor, Tensor> numbers = new IdentityHashMap<>();

  private Closing(Consumer<Interpreter> captured) {
    this.captured = captured;
  }

  /**
   * {@return the function as a closed program}
   *
   * @param captured is told the outer derivative of each tensor that the function captured
   */
  static MultiFunction closed(MultiFunction f, Consumer<Interpreter> captured) {
    return point -> {
      try (Closing closing = new Closing(captured)) {
        Tensor[] inputs = new Tensor[point.length];
        for (int i = 0; i < inputs.length; i++) {
          inputs[i] = new Passed(closing, point[i]);
        }
        return closing.stripped(f.apply(inputs));
      }
    };
  }

  @Override
  protected String kind() {
    return "closed program";
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    // An engine may expand what it does not know; what that captured is to be seen here.
    Tensor expanded = primitive.expand(operands);
    if (expanded != null) {
      return expanded;
    }
    Tensor result = primitive.apply(stripped(operands));
    if (owns(result)) {
      throw new CapturedTracerException(primitive.name(), toString());
    }
    return new Passed(this, result);
  }

  private Tensor[] stripped(Tensor[] tensors) {
    Tensor[] stripped = new Tensor[tensors.length];
    for (int i = 0; i < stripped.length; i++) {
      stripped[i] = stripped(tensors[i]);
    }
    return stripped;
  }

  private Tensor stripped(Tensor tensor) {
    if (owns(tensor)) {
      return ((Passed) tensor).value;
    }
    if (!(tensor instanceof Tracer tracer)) {
      return tensor;
    }
    captured.accept(tracer.interpreter());
    return numbers.computeIfAbsent(tensor, Closing::numbers);
  }

  /** {@return the numbers that a tensor has, as a plain tensor} */
  static Tensor numbers(Tensor tensor) {
    return tensor instanceof Tracer
        ? Tensor.of(tensor.toArray(), tensor.shape().toArray())
        : tensor;
  }

  /** A tensor of the engine, or a plain one, on its way through the program. */
  private static final class Passed extends Tracer {
    private final Tensor value;

    Passed(Closing closing, Tensor value) {
      super(closing);
      this.value = value;
    }

    @Override
    public Tensor primal() {
      return value;
    }
  }
}
