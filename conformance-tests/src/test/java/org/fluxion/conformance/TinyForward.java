package org.fluxion.conformance;

import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** A small forward engine with a fault, or with none. */
final class TinyForward implements Backend {
  private final Fault fault;
  private final Duals first;

  TinyForward(Fault fault) {
    this.fault = fault;
    this.first = new Duals(fault);
  }

  /** What is wrong with it. */
  enum Fault {
    NONE,
    /** Takes every dual for its own, of whichever level. */
    CONFUSES_LEVELS,
    /** Takes watched tensors that the function captured for constants. */
    DROPS_CAPTURED,
    /** Takes one level for all derivatives, when it is made. */
    LEVEL_AT_PREPARATION,
    /** Leaves its levels open. */
    NEVER_CLOSES
  }

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(Direction.FORWARD);
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    Tensor[] point = at.clone();
    return new Linearization() {
      private Tensor[] values;

      @Override
      public Tensor[] values() {
        if (values == null) {
          values = f.apply(point.clone());
        }
        return values.clone();
      }

      @Override
      public Tensor[] pushforward(Tensor... tangents) {
        Duals duals = fault == Fault.LEVEL_AT_PREPARATION ? first : new Duals(fault);
        Tensor[] inputs = new Tensor[point.length];
        for (int i = 0; i < inputs.length; i++) {
          inputs[i] = new Dual(duals, point[i], tangents[i]);
        }
        Tensor[] results = f.apply(inputs);
        if (fault != Fault.LEVEL_AT_PREPARATION && fault != Fault.NEVER_CLOSES) {
          duals.close();
        }
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

  private static final class Duals extends Interpreter {
    private final Fault fault;

    Duals(Fault fault) {
      this.fault = fault;
    }

    @Override
    protected String kind() {
      return "tiny";
    }

    private boolean isOwn(Tensor tensor) {
      return fault == Fault.CONFUSES_LEVELS ? tensor instanceof Dual : owns(tensor);
    }

    Tensor primal(Tensor tensor) {
      return isOwn(tensor) ? ((Dual) tensor).primal : tensor;
    }

    Tensor tangent(Tensor tensor) {
      return isOwn(tensor) ? ((Dual) tensor).tangent : Tensor.zeros(tensor.shape());
    }

    @Override
    protected Tensor interpret(Primitive primitive, Tensor[] operands) {
      Tensor[] primals = new Tensor[operands.length];
      Tensor[] tangents = new Tensor[operands.length];
      for (int i = 0; i < primals.length; i++) {
        boolean own = isOwn(operands[i]);
        primals[i] = own ? ((Dual) operands[i]).primal : constant(operands[i]);
        tangents[i] = own ? ((Dual) operands[i]).tangent : null;
      }
      Tensor result = primitive.apply(primals);
      Tensor tangent = primitive.differentiate(primals, result).pushforward(tangents);
      return tangent == null ? result : new Dual(this, result, tangent);
    }

    private Tensor constant(Tensor captured) {
      return fault == Fault.DROPS_CAPTURED
          ? Tensor.of(captured.toArray(), captured.shape().toArray())
          : captured;
    }
  }

  private static final class Dual extends Tracer {
    private final Tensor primal;
    private final Tensor tangent;

    Dual(Duals duals, Tensor primal, Tensor tangent) {
      super(duals);
      this.primal = primal;
      this.tangent = tangent;
    }

    @Override
    public Tensor primal() {
      return primal;
    }
  }
}
