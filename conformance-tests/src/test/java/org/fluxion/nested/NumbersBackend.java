package org.fluxion.nested;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode on pairs of plain numbers, as an engine that is a foreign library has it: a tensor
 * that another derivative watches would be read as a number, and its derivative lost. So it fails
 * when it sees one.
 *
 * @param sweeps how often f was called
 */
record NumbersBackend(AtomicInteger sweeps) implements Backend {
  NumbersBackend() {
    this(new AtomicInteger());
  }

  @Override
  public String name() {
    return "numbers";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(Direction.FORWARD).withHighestOrder(1).withTraced(false);
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    Tensor[] point = Arrays.stream(at).map(NumbersBackend::plain).toArray(Tensor[]::new);
    return new Linearization() {
      private Tensor @Nullable [] values;

      @Override
      public Tensor[] values() {
        if (values == null) {
          sweeps.incrementAndGet();
          values = f.apply(point.clone());
        }
        return values.clone();
      }

      @Override
      public Tensor[] pushforward(Tensor... tangents) {
        sweeps.incrementAndGet();
        try (Pairs pairs = new Pairs()) {
          Tensor[] inputs = new Tensor[point.length];
          Arrays.setAll(inputs, i -> new Pair(pairs, point[i], plain(tangents[i])));
          Tensor[] results = f.apply(inputs);
          values = Arrays.stream(results).map(pairs::value).toArray(Tensor[]::new);
          return Arrays.stream(results).map(pairs::slope).toArray(Tensor[]::new);
        }
      }
    };
  }

  private static Tensor plain(Tensor tensor) {
    if (tensor instanceof Tracer) {
      throw new AssertionError("the engine was given " + tensor);
    }
    return tensor;
  }

  /** Strips all operands to numbers. */
  private static final class Pairs extends Interpreter {
    @Override
    protected String kind() {
      return "numbers";
    }

    @Override
    protected Tensor interpret(Primitive primitive, Tensor[] operands) {
      Tensor[] values = Arrays.stream(operands).map(this::value).toArray(Tensor[]::new);
      @Nullable Tensor[] slopes = new @Nullable Tensor[operands.length];
      Arrays.setAll(slopes, i -> owns(operands[i]) ? ((Pair) operands[i]).slope : null);
      Tensor value = primitive.apply(values);
      Tensor slope = primitive.differentiate(values, value).pushforward(slopes);
      return slope == null ? value : new Pair(this, value, slope);
    }

    Tensor value(Tensor tensor) {
      return owns(tensor) ? ((Pair) tensor).value : plain(tensor);
    }

    Tensor slope(Tensor tensor) {
      return owns(tensor) ? ((Pair) tensor).slope : Tensor.zeros(tensor.shape());
    }
  }

  /** A value and how fast it moves. */
  private static final class Pair extends Tracer {
    private final Tensor value;
    private final Tensor slope;

    Pair(Pairs pairs, Tensor value, Tensor slope) {
      super(pairs);
      this.value = value;
      this.slope = slope;
    }

    @Override
    public Tensor primal() {
      return value;
    }
  }
}
