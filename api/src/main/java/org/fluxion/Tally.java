package org.fluxion;

import java.util.concurrent.atomic.AtomicLong;
import org.fluxion.spi.DelegatingBackend;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/**
 * A backend that does what another does and counts its sweeps.
 *
 * @param given does the work
 * @param pushforwards forward sweeps of this backend and of the parts that it hands out
 * @param pullbacks backward sweeps likewise
 */
record Tally(Backend given, AtomicLong pushforwards, AtomicLong pullbacks)
    implements DelegatingBackend {
  static Tally of(Backend backend) {
    return new Tally(backend, new AtomicLong(), new AtomicLong());
  }

  private Backend part(Backend of) {
    return new Tally(of, pushforwards, pullbacks);
  }

  @Override
  public Backend preferred(Direction direction) {
    return part(given.preferred(direction));
  }

  @Override
  public Backend outer() {
    return part(given.outer());
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    return new Counted(this, given.linearize(f, at));
  }

  @Override
  public Linearization linearizeGradient(MultiFunction f, Tensor... at) {
    return new Counted(this, given.linearizeGradient(f, at));
  }

  /** A derivative whose sweeps are counted. */
  private record Counted(Tally tally, Linearization linearization) implements Linearization {
    @Override
    public Tensor[] values() {
      return linearization.values();
    }

    @Override
    public Tensor[] pushforward(Tensor... tangents) {
      tally.pushforwards.incrementAndGet();
      return linearization.pushforward(tangents);
    }

    @Override
    public Tensor[] pullback(Tensor... cotangents) {
      tally.pullbacks.incrementAndGet();
      return linearization.pullback(cotangents);
    }

    @Override
    public Tensor[] pushforwardBatch(Tensor... tangents) {
      tally.pushforwards.incrementAndGet();
      return linearization.pushforwardBatch(tangents);
    }

    @Override
    public Tensor[] pullbackBatch(Tensor... cotangents) {
      tally.pullbacks.incrementAndGet();
      return linearization.pullbackBatch(cotangents);
    }
  }
}
