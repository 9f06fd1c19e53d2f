package org.fluxion.backend.hipparchus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.fluxion.CapturedTracerException;
import org.fluxion.scalar.FieldInterpreter;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * One derivative: a program run on elements that carry derivatives along some directions.
 *
 * <p>A level stands on plain numbers, on another level, or on tensors that anybody may watch. The
 * last one holds everything and is slow, so a level on less goes over to a {@linkplain #widenedBy
 * wider} one at the first tensor that it cannot hold.
 *
 * @param <T> the elements
 * @param <S> what value and derivatives are made of
 */
final class Level<T, S> extends FieldInterpreter<T> implements Ground<T> {
  private final Derived<T, S> field;
  private final Ground<S> ground;
  private @Nullable Level<?, ?> wider;
  private Function<Tensor, @Nullable List<T>> narrower = tensor -> null;

  Level(Derived<T, S> field, Ground<S> ground) {
    super(HipparchusBackend.NAME, field);
    this.field = field;
    this.ground = ground;
  }

  /**
   * {@return this level, which goes over to another at tensors that it cannot hold}
   *
   * @param wide opened after this one, along the same directions
   * @param convert the elements of this level
   */
  <W> Level<T, S> widenedBy(Level<W, ?> wide, Function<T, W> convert) {
    wider = wide;
    wide.narrower =
        tensor -> watches(tensor) ? elements(tensor).stream().map(convert).toList() : null;
    return this;
  }

  /** {@return a tensor with its tangents} */
  Tensor watch(Tensor primal, Tensor... tangents) {
    List<S> primals = ground.inside(primal);
    List<List<S>> along = new ArrayList<>();
    for (Tensor tangent : tangents) {
      along.add(ground.inside(tangent));
    }
    List<T> elements = new ArrayList<>(primals.size());
    for (int i = 0; i < primals.size(); i++) {
      int place = i;
      elements.add(
          field.element(primals.get(i), along.stream().map(each -> each.get(place)).toList()));
    }
    return watch(primal.shape(), elements);
  }

  /** {@return what the elements can do} */
  Derived<T, S> field() {
    return field;
  }

  /** {@return the derivative of a tensor of this level along a direction, one level further out} */
  Tensor tangent(Tensor tensor, int direction) {
    return ground.outside(
        tensor.shape(),
        elements(tensor).stream().map(each -> field.tangent(each, direction)).toList());
  }

  /** {@return whether a tensor can be a value or a tangent here} */
  boolean canWatch(Tensor tensor) {
    return ground.holds(tensor);
  }

  @Override
  public boolean holds(Tensor tensor) {
    return watches(tensor) || ground.holds(tensor) || narrower.apply(tensor) != null;
  }

  @Override
  public List<T> inside(Tensor tensor) {
    return elements(tensor);
  }

  @Override
  public Tensor outside(Shape shape, List<T> elements) {
    return watch(shape, elements);
  }

  @Override
  protected Tensor primal(Shape shape, List<T> elements) {
    return ground.outside(shape, elements.stream().map(field::primal).toList());
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    if (wider != null) {
      for (Tensor operand : operands) {
        if (!holds(operand)) {
          return wider.interpret(primitive, operands);
        }
      }
    }
    return super.interpret(primitive, operands);
  }

  @Override
  protected List<T> entered(Tracer tensor) {
    List<T> converted = narrower.apply(tensor);
    if (converted != null) {
      return converted;
    }
    if (!ground.holds(tensor)) {
      return super.entered(tensor);
    }
    List<T> constants = new ArrayList<>();
    for (S primal : ground.inside(tensor)) {
      constants.add(field.element(primal, stillness()));
    }
    return constants;
  }

  private List<S> stillness() {
    T zero = field.constant(0);
    List<S> tangents = new ArrayList<>();
    for (int i = 0; i < field.directions(); i++) {
      tangents.add(field.tangent(zero, i));
    }
    return tangents;
  }

  /** A primitive of somebody else's brings its derivative along, which is honoured. */
  @Override
  protected Tensor interpretOther(Primitive primitive, Tensor[] given) {
    Tensor[] operands = widened(given);
    Linearized at = linearize(primitive, primals(operands));
    Tensor[] tangents = new Tensor[field.directions()];
    boolean isHeld = ground.holds(at.value());
    for (int i = 0; i < tangents.length; i++) {
      @Nullable Tensor[] along = new @Nullable Tensor[operands.length];
      for (int k = 0; k < along.length; k++) {
        along[k] = watches(operands[k]) ? tangent(operands[k], i) : null;
      }
      Tensor tangent = at.differential().pushforward(along);
      if (tangent != null && watches(tangent)) {
        throw new CapturedTracerException(primitive.name(), toString());
      }
      tangents[i] = tangent == null ? Tensor.zeros(at.value().shape()) : tangent;
      isHeld &= ground.holds(tangents[i]);
    }
    return isHeld || wider == null
        ? watch(at.value(), tangents)
        : wider.watch(at.value(), tangents);
  }

  /** {@return the operands, those of the narrower form of this level as tensors of this one} */
  private Tensor[] widened(Tensor[] operands) {
    Tensor[] own = operands.clone();
    for (int i = 0; i < own.length; i++) {
      List<T> converted = watches(own[i]) ? null : narrower.apply(own[i]);
      if (converted != null) {
        own[i] = watch(own[i].shape(), converted);
      }
    }
    return own;
  }
}
