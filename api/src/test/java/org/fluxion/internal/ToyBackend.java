package org.fluxion.internal;

import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * A small forward engine, to test what surrounds engines: one tangent per sweep, by the primitives'
 * own rules.
 *
 * @param label what it was made with, so that tests can tell one from another
 */
public record ToyBackend(String name, Capabilities capabilities, String label) implements Backend {
  /** Makes one that can do everything. */
  public ToyBackend(String name) {
    this(name, Capabilities.of(Direction.FORWARD), "");
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    return new Linearization() {
      @Override
      public Tensor[] values() {
        return f.apply(at);
      }

      @Override
      public Tensor[] pushforward(Tensor... tangents) {
        try (Toy toy = new Toy()) {
          Tensor[] duals = new Tensor[at.length];
          for (int i = 0; i < duals.length; i++) {
            duals[i] = new Dual(toy, at[i], tangents[i]);
          }
          Tensor[] results = f.apply(duals);
          Tensor[] pushed = new Tensor[results.length];
          for (int i = 0; i < pushed.length; i++) {
            pushed[i] = toy.tangent(results[i]);
          }
          return pushed;
        }
      }
    };
  }

  private static final class Toy extends Interpreter {
    @Override
    protected String kind() {
      return "toy";
    }

    Tensor tangent(Tensor tensor) {
      return owns(tensor) ? ((Dual) tensor).tangent : Tensor.zeros(tensor.shape());
    }

    @Override
    protected Tensor interpret(Primitive primitive, Tensor[] operands) {
      Tensor[] primals = new Tensor[operands.length];
      Tensor[] tangents = new Tensor[operands.length];
      for (int i = 0; i < primals.length; i++) {
        primals[i] = owns(operands[i]) ? ((Dual) operands[i]).primal : operands[i];
        tangents[i] = tangent(operands[i]);
      }
      Tensor result = primitive.apply(primals);
      Tensor tangent = primitive.differentiate(primals, result).pushforward(tangents);
      return new Dual(this, result, tangent == null ? Tensor.zeros(result.shape()) : tangent);
    }
  }

  private static final class Dual extends Tracer {
    private final Tensor primal;
    private final Tensor tangent;

    Dual(Toy toy, Tensor primal, Tensor tangent) {
      super(toy);
      this.primal = primal;
      this.tangent = tangent;
    }

    @Override
    public Tensor primal() {
      return primal;
    }
  }
}
