package org.fluxion.backend.hipparchus;

import org.fluxion.Backend;
import org.fluxion.scalar.FieldInterpreter;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/**
 * Forward mode by Hipparchus' numbers.
 *
 * @param chunk how many directions one sweep carries
 */
record HipparchusBackend(int chunk) implements Backend {
  static final String NAME = "hipparchus";

  private static final String[] UNSUPPORTED =
      FieldInterpreter.unsupported(new Gradients(1)).toArray(String[]::new);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(Direction.FORWARD).withBatch(chunk).without(UNSUPPORTED);
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    return new HipparchusLinearization(f, at.clone(), chunk);
  }

  /**
   * {@inheritDoc}
   *
   * <p>In one sweep for each chunk of coordinates: its elements carry the derivatives by those, and
   * the derivatives of all that along the tangents.
   */
  @Override
  public Linearization linearizeGradient(MultiFunction f, Tensor... at) {
    Tensor[] point = at.clone();
    return Linearizations.complete(this, new GradientLinearization(this, f, point), point);
  }

  /** {@return a specification that asks for this backend} */
  @Override
  public String toString() {
    return NAME + "(chunk=" + chunk + ")";
  }
}
