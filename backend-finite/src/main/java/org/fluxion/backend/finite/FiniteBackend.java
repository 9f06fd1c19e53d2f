package org.fluxion.backend.finite;

import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/** The backend {@code finite} with one scheme; {@link FiniteProvider} explains it. */
record FiniteBackend(Scheme scheme) implements Backend {
  static final String NAME = "finite";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(Direction.FORWARD, Direction.REVERSE)
        .withRecords(false)
        .withHighestOrder(2)
        .withAccuracy(scheme.accuracy());
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    return new Differences(scheme, f, at);
  }

  /** {@return the scheme with the longer steps that differences of differences need} */
  @Override
  public Backend outer() {
    return new FiniteBackend(scheme.second());
  }

  @Override
  public Backend inner() {
    return outer();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Only the values keep the shorter steps of first derivatives.
   */
  @Override
  public Linearization linearizeGradient(MultiFunction f, Tensor... at) {
    Tensor[] point = at.clone();
    Backend inner = inner();
    Linearization second = outer().linearize(Linearizations.valueAndGradient(inner, f), point);
    if (inner.equals(this)) {
      return second;
    }
    Lazy<Tensor[]> first =
        new Lazy<>(() -> Linearizations.valueAndGradient(this, f).apply(point.clone()));
    return new SecondDifferences(second, first);
  }

  @Override
  public String toString() {
    return scheme.toString();
  }
}
