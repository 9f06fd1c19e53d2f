package org.fluxion.nested;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fluxion.Differentiable;
import org.fluxion.FixedParams;
import org.fluxion.Parameters;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.tensor.Tensor;

/** Where a function of x alone may have its parameter: in sight, or hidden. */
enum Hiding {
  SHOWN_BY_FIXED_PARAMS(true) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      return FixedParams.of(f::apply, p);
    }
  },
  SHOWN_BY_A_STATEFUL_LAYER(true) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      return layer(f, p);
    }
  },
  SHOWN_BY_A_COMPOSITION(true) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      return layer(f, p)
          .andThen(y -> y.times(2))
          .compose((Tensor x) -> x.plus(1).minus(1))
          .andThen(y -> y.times(0.5));
    }
  },
  IN_A_LAMBDA(false) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      return x -> f.apply(x, p);
    }
  },
  IN_A_LAMBDA_IN_A_LAMBDA(false) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      Supplier<Differentiable<Tensor>> inner = () -> x -> f.apply(x, p);
      return x -> inner.get().apply(x);
    }
  },
  IN_A_FIELD(false) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      return new Model(f, p);
    }
  },
  IN_A_METHOD_REFERENCE(false) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      return new Model(f, p)::evaluate;
    }
  },
  IN_A_LIST(false) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      List<Tensor> list = List.of(Tensor.zeros(3), p);
      return x -> f.apply(x, list.get(1));
    }
  },
  IN_A_CAPTURED_LAYER(false) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      StatefulLayer layer = layer(f, p);
      return x -> layer.apply(x);
    }
  },
  IN_A_STREAM(false) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      return x ->
          f.apply(x, Tensor.stack(0, IntStream.range(0, p.size()).mapToObj(p::get).toList()));
    }
  },
  /** Only a part of what f depends on is shown. */
  SHOWN_IN_PART(false) {
    @Override
    Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p) {
      return FixedParams.of((x, q) -> f.apply(x, q.times(3).minus(p.times(2))), p);
    }
  };

  private final boolean shown;

  Hiding(boolean shown) {
    this.shown = shown;
  }

  /** {@return x ↦ f(x, p)} */
  abstract Differentiable<Tensor> of(BinaryOperator<Tensor> f, Tensor p);

  /** {@return whether f shows all that it depends on} */
  boolean shown() {
    return shown;
  }

  private static StatefulLayer layer(BinaryOperator<Tensor> f, Tensor p) {
    return new StatefulLayer(new Of(f), Parameters.of(Map.of("p", p)), State.empty());
  }

  /** An object of a user's own. */
  private static final class Model implements Differentiable<Tensor> {
    private final BinaryOperator<Tensor> f;
    private final Tensor p;

    Model(BinaryOperator<Tensor> f, Tensor p) {
      this.f = f;
      this.p = p;
    }

    Tensor evaluate(Tensor x) {
      return f.apply(x, p);
    }

    @Override
    public Tensor apply(Tensor x) {
      return evaluate(x);
    }
  }

  /** A layer whose one parameter is p. */
  private record Of(BinaryOperator<Tensor> f) implements Layer {
    @Override
    public Parameters initialParameters(RandomGenerator rng) {
      return Parameters.of(Map.of("p", Tensor.zeros(3)));
    }

    @Override
    public State initialState(RandomGenerator rng) {
      return State.empty();
    }

    @Override
    public Applied apply(Tensor x, Parameters ps, State st) {
      return new Applied(f.apply(x, ps.tensor("p")), st);
    }
  }
}
