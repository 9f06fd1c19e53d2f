package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * A tracer with one value, which is kept as a number where it is one: a scalar that no outer
 * interpreter watches.
 *
 * <p>Programs that compute number by number make one of these for each operation, so it is to be
 * small. {@link Numbers} applies primitives to such values.
 *
 * <p>Meant to be extended, by those who write an engine on this kernel.
 */
public abstract class ValueTracer extends Tracer {
  private final double number;
  private final @Nullable Tensor tensor;

  /** Makes a tracer of a value, one level further out. */
  protected ValueTracer(Interpreter interpreter, Tensor value) {
    super(interpreter);
    boolean isNumber = Numbers.isNumber(value);
    number = isNumber ? value.item() : Double.NaN;
    tensor = isNumber ? null : value;
  }

  /** Makes a tracer of a number. */
  protected ValueTracer(Interpreter interpreter, double number) {
    super(interpreter);
    this.number = number;
    tensor = null;
  }

  @Override
  public final Tensor primal() {
    return tensor == null ? DenseTensor.scalarOf(number) : tensor;
  }

  @Override
  public final Shape shape() {
    return tensor == null ? Shape.SCALAR : tensor.shape();
  }

  /** {@return whether the value is kept as a number} */
  final boolean isNumber() {
    return tensor == null;
  }

  /** {@return the value if it is kept as a number} */
  final double number() {
    return number;
  }
}
