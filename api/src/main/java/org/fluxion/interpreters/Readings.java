package org.fluxion.interpreters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * Notices where a program reads numbers out of watched tensors: by {@code item}, {@code toArray}
 * and their kin. What is computed from such a number is constant to every derivative.
 */
public final class Readings extends Interpreter {
  private final List<String> places = new ArrayList<>();

  /** Starts with nothing noticed. */
  public Readings() {}

  /** {@return the tensor, watched} */
  public Tensor watch(Tensor tensor) {
    return new Watched(this, tensor);
  }

  /** {@return the value behind a watched tensor} */
  public Tensor unwatch(Tensor tensor) {
    return owns(tensor) ? ((Watched) tensor).value : tensor;
  }

  /** {@return where numbers were read, as lines of the program, each once} */
  public List<String> places() {
    return places.stream().distinct().toList();
  }

  @Override
  protected String kind() {
    return "readings";
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor expanded = primitive.expand(operands);
    if (expanded != null) {
      return expanded;
    }
    Tensor[] own = new Tensor[operands.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = unwatch(operands[i]);
    }
    return new Watched(this, primitive.apply(own));
  }

  private void notice() {
    Optional<StackWalker.StackFrame> reader =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(frame -> !frame.getClassName().startsWith("org.fluxion.tensor."))
                        .filter(frame -> !frame.getClassName().startsWith(Readings.class.getName()))
                        .findFirst());
    places.add(reader.map(frame -> frame.toStackTraceElement().toString()).orElse("unknown"));
  }

  /** A value whose reading is noticed. */
  private static final class Watched extends Tracer {
    private final Readings readings;
    private final Tensor value;

    Watched(Readings readings, Tensor value) {
      super(readings);
      this.readings = readings;
      this.value = value;
    }

    @Override
    public Shape shape() {
      return value.shape();
    }

    @Override
    public Tensor primal() {
      readings.notice();
      return value;
    }
  }
}
