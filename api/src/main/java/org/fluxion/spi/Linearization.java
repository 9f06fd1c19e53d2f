package org.fluxion.spi;

import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.tensor.Tensor;

/**
 * A function's derivative at a point: its linear map, its adjoint, and the values there.
 *
 * <p>A backend implements the direction that it has; {@link Linearizations} derives the other from
 * it. Each method may be called again and again. {@link #pullback} may be called from any thread.
 */
public interface Linearization {
  /**
   * {@return the results of the function at the point}
   *
   * <p>After a sweep they come from that sweep; before one, this may call the function.
   */
  Tensor[] values();

  /**
   * {@return the same derivative for whoever has taken the values and keeps it for long: it need
   * not hold them any more}
   *
   * <p>Its {@link #values} may throw. The default holds them.
   */
  default Linearization withoutValues() {
    return this;
  }

  /**
   * {@return the tangents of the results}
   *
   * @param tangents one for each input, shaped like it
   */
  default Tensor[] pushforward(Tensor... tangents) {
    throw new UnsupportedDerivativeException(
        getClass().getName() + " has no pushforward, though its backend declares one");
  }

  /**
   * {@return the cotangents of the inputs; zeros of the right shape where nothing depends on one}
   *
   * <p>An engine that {@linkplain Capabilities#records records} does not call the function here;
   * one that does not, or a pullback that is derived from pushforwards, calls it for each sweep.
   *
   * @param cotangents one for each result, shaped like it
   */
  default Tensor[] pullback(Tensor... cotangents) {
    throw new UnsupportedDerivativeException(
        getClass().getName() + " has no pullback, though its backend declares one");
  }

  /**
   * {@return the tangents of the results for many tangents at once}
   *
   * <p>The default sweeps once for each.
   *
   * @param tangents one for each input, shaped like it behind a leading axis of one common length,
   *     which is at least 1
   */
  default Tensor[] pushforwardBatch(Tensor... tangents) {
    return Rows.sweep(this::pushforward, tangents);
  }

  /**
   * {@return the cotangents of the inputs for many cotangents at once}
   *
   * <p>The default sweeps once for each.
   *
   * @param cotangents one for each result, shaped like it behind a leading axis of one common
   *     length, which is at least 1
   */
  default Tensor[] pullbackBatch(Tensor... cotangents) {
    return Rows.sweep(this::pullback, cotangents);
  }
}
