package org.fluxion.conformance;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/** A good backend under another name, for each test to break in one point. */
class Faulty implements Backend {
  private final Backend good;

  Faulty() {
    this("reverse");
  }

  Faulty(String spec) {
    this.good = Backends.named(spec);
  }

  @Override
  public final String name() {
    return "faulty";
  }

  @Override
  public Capabilities capabilities() {
    return good.capabilities();
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    return wrap(good.linearize(f, at));
  }

  Linearization wrap(Linearization given) {
    return given;
  }

  /** {@return one whose pullback changes each answer} */
  static Faulty pulling(UnaryOperator<Tensor> change) {
    return new Faulty() {
      @Override
      Linearization wrap(Linearization given) {
        return new Given(given) {
          @Override
          public Tensor[] pullback(Tensor... cotangents) {
            return each(super.pullback(cotangents), change);
          }

          @Override
          public Tensor[] pullbackBatch(Tensor... cotangents) {
            return each(super.pullbackBatch(cotangents), change);
          }
        };
      }
    };
  }

  static Tensor[] each(Tensor[] tensors, UnaryOperator<Tensor> change) {
    return Arrays.stream(tensors).map(change).toArray(Tensor[]::new);
  }

  /** A good linearization, for each test to break in one point. */
  static class Given implements Linearization {
    final Linearization good;

    Given(Linearization good) {
      this.good = good;
    }

    @Override
    public Tensor[] values() {
      return good.values();
    }

    @Override
    public Tensor[] pushforward(Tensor... tangents) {
      return good.pushforward(tangents);
    }

    @Override
    public Tensor[] pullback(Tensor... cotangents) {
      return good.pullback(cotangents);
    }

    @Override
    public Tensor[] pushforwardBatch(Tensor... tangents) {
      return good.pushforwardBatch(tangents);
    }

    @Override
    public Tensor[] pullbackBatch(Tensor... cotangents) {
      return good.pullbackBatch(cotangents);
    }
  }
}
