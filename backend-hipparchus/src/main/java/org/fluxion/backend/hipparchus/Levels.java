package org.fluxion.backend.hipparchus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.analysis.differentiation.FieldGradient;
import org.hipparchus.analysis.differentiation.Gradient;

/**
 * A derivative along some directions, on elements as cheap as the tensors that it meets allow: on
 * numbers, and on tensors where another derivative watches.
 */
final class Levels<T extends CalculusFieldElement<T>, W extends CalculusFieldElement<W>>
    implements AutoCloseable {
  private final Level<T, ?> cheap;
  private final Level<W, ?> wide;
  private final Function<T, W> widen;

  /** Takes levels that were opened in this order. */
  private <S, V> Levels(Level<T, S> cheap, Level<W, V> wide, Function<S, V> widenParts) {
    this.widen = element -> widened(cheap.field(), element, widenParts, wide.field());
    this.cheap = cheap.widenedBy(wide, widen);
    this.wide = wide;
  }

  /** {@return a derivative of first order} */
  static Levels<Gradient, FieldGradient<TensorElement>> first(int directions) {
    return new Levels<>(
        new Level<>(new Gradients(directions), Ground.NUMBERS),
        new Level<>(new FieldGradients<>(TensorElements.INSTANCE, directions), Ground.TENSORS),
        TensorElement::of);
  }

  /** {@return the derivative of this one, which is opened inside it} */
  Levels<FieldGradient<T>, FieldGradient<W>> second(int directions) {
    return new Levels<>(
        new Level<>(new FieldGradients<>(cheap.field(), directions), cheap),
        new Level<>(new FieldGradients<>(wide.field(), directions), wide),
        widen);
  }

  private static <T, S, W, V> W widened(
      Derived<T, S> from, T element, Function<S, V> parts, Derived<W, V> to) {
    List<V> tangents = new ArrayList<>();
    for (int i = 0; i < from.directions(); i++) {
      tangents.add(parts.apply(from.tangent(element, i)));
    }
    return to.element(parts.apply(from.primal(element)), tangents);
  }

  /** {@return a tensor with one tangent for each direction} */
  Tensor watch(Tensor primal, Tensor... tangents) {
    boolean isHeld = cheap.canWatch(primal);
    for (Tensor tangent : tangents) {
      isHeld &= cheap.canWatch(tangent);
    }
    return isHeld ? cheap.watch(primal, tangents) : wide.watch(primal, tangents);
  }

  /** {@return the value of a result, one level further out} */
  Tensor primal(Tensor result) {
    return cheap.watches(result) || wide.watches(result) ? ((Tracer) result).primal() : result;
  }

  /** {@return the derivative of a result along a direction, one level further out} */
  Tensor tangent(Tensor result, int direction) {
    if (cheap.watches(result)) {
      return cheap.tangent(result, direction);
    }
    return wide.watches(result) ? wide.tangent(result, direction) : Tensor.zeros(result.shape());
  }

  @Override
  public void close() {
    cheap.close();
    wide.close();
  }
}
