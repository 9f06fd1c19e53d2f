package org.fluxion.conformance;

import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** A small forward engine, for each test to break in one point. */
class TinyForward implements Backend {
  @Override
  public final String name() {
    return "tiny";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(Direction.FORWARD);
  }

  /** {@return the level of a derivative that is called now} */
  Duals open() {
    return new Duals(this);
  }

  void close(Duals duals) {
    duals.close();
  }

  /** {@return what tells the duals of a level from those of others} */
  Object tag() {
    return new Object();
  }

  /** {@return the array that the function is called with for its value alone} */
  Tensor[] handedOver(Tensor[] point) {
    return point.clone();
  }

  /** {@return what stands for a tensor that the function captured} */
  Tensor constant(Tensor captured) {
    return captured;
  }

  /** {@return a primitive's result} */
  Linearized value(Duals duals, Primitive primitive, Tensor[] primals) {
    return duals.value(primitive, primals);
  }

  /** {@return a primitive's tangent; null is zero} */
  Tensor tangent(Primitive primitive, Tensor[] primals, Linearized at, Tensor[] tangents) {
    return at.differential().pushforward(tangents);
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    Tensor[] point = at.clone();
    return new Linearization() {
      private Tensor[] values;

      @Override
      public Tensor[] values() {
        if (values == null) {
          values = f.apply(handedOver(point));
        }
        return values.clone();
      }

      @Override
      public Tensor[] pushforward(Tensor... tangents) {
        Duals duals = open();
        Tensor[] inputs = new Tensor[point.length];
        for (int i = 0; i < inputs.length; i++) {
          inputs[i] = new Dual(duals, point[i], tangents[i]);
        }
        Tensor[] results = f.apply(inputs);
        close(duals);
        Tensor[] primals = results.clone();
        for (int i = 0; i < results.length; i++) {
          primals[i] = duals.primal(results[i]);
          results[i] = duals.tangent(results[i]);
        }
        values = primals;
        return results;
      }
    };
  }

  /** A level. */
  static final class Duals extends Interpreter {
    private final TinyForward engine;
    private final Object tag;

    Duals(TinyForward engine) {
      this.engine = engine;
      this.tag = engine.tag();
    }

    @Override
    protected String kind() {
      return "tiny";
    }

    private boolean isOwn(Tensor tensor) {
      return tensor instanceof Dual dual && dual.tag.equals(tag);
    }

    private Tensor primal(Tensor tensor) {
      return isOwn(tensor) ? ((Dual) tensor).primal : tensor;
    }

    private Tensor tangent(Tensor tensor) {
      return isOwn(tensor) ? ((Dual) tensor).tangent : Tensor.zeros(tensor.shape());
    }

    private Linearized value(Primitive primitive, Tensor[] primals) {
      return linearize(primitive, primals);
    }

    @Override
    protected Tensor interpret(Primitive primitive, Tensor[] operands) {
      Tensor[] primals = new Tensor[operands.length];
      Tensor[] tangents = new Tensor[operands.length];
      for (int i = 0; i < primals.length; i++) {
        boolean own = isOwn(operands[i]);
        primals[i] = own ? ((Dual) operands[i]).primal : engine.constant(operands[i]);
        tangents[i] = own ? ((Dual) operands[i]).tangent : null;
      }
      Linearized at = engine.value(this, primitive, primals);
      Tensor tangent = engine.tangent(primitive, primals, at, tangents);
      return tangent == null ? at.value() : new Dual(this, at.value(), tangent);
    }
  }

  private static final class Dual extends Tracer {
    private final Object tag;
    private final Tensor primal;
    private final Tensor tangent;

    Dual(Duals duals, Tensor primal, Tensor tangent) {
      super(duals);
      this.tag = duals.tag;
      this.primal = primal;
      this.tangent = tangent;
    }

    @Override
    public Tensor primal() {
      return primal;
    }
  }
}
