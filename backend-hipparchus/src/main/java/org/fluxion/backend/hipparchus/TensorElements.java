package org.fluxion.backend.hipparchus;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.fluxion.tensor.Tensor;
import org.hipparchus.Field;
import org.jspecify.annotations.Nullable;

/** What scalar tensors can do as elements: all that tensors can. */
enum TensorElements implements StrongField<TensorElement> {
  INSTANCE;

  /** The same in Hipparchus' terms. */
  static final Field<TensorElement> FIELD =
      new Field<>() {
        @Override
        public TensorElement getZero() {
          return TensorElement.ZERO;
        }

        @Override
        public TensorElement getOne() {
          return TensorElement.ONE;
        }

        @Override
        public Class<TensorElement> getRuntimeClass() {
          return TensorElement.class;
        }
      };

  @Override
  public TensorElement constant(double value) {
    return TensorElement.of(value);
  }

  @Override
  public double value(TensorElement element) {
    return element.getReal();
  }

  @Override
  public boolean isNaN(TensorElement element) {
    return element.isNaN();
  }

  @Override
  public boolean isZero(TensorElement element) {
    return element.isKnownZero();
  }

  @Override
  public TensorElement plus(TensorElement a, TensorElement b) {
    return a.add(b);
  }

  @Override
  public TensorElement minus(TensorElement a, TensorElement b) {
    return a.subtract(b);
  }

  @Override
  public TensorElement unaryMinus(TensorElement a) {
    return a.negate();
  }

  @Override
  public TensorElement times(TensorElement a, TensorElement b) {
    return a.multiply(b);
  }

  @Override
  public TensorElement times(TensorElement a, double number) {
    return a.multiply(number);
  }

  @Override
  public TensorElement scale(TensorElement a, TensorElement b) {
    if (a.isKnownZero() || b.isKnownZero()) {
      return TensorElement.ZERO;
    }
    TensorElement product = a.multiply(b);
    boolean isZero = a.getReal() == 0 || b.getReal() == 0;
    return isZero && product.isNaN() ? TensorElement.ZERO : product;
  }

  @Override
  public TensorElement div(TensorElement a, TensorElement b) {
    return a.divide(b);
  }

  @Override
  public TensorElement pow(TensorElement a, double exponent) {
    return a.pow(exponent);
  }

  @Override
  public @Nullable UnaryOperator<TensorElement> function(String name) {
    return Adapted.ofOne(name);
  }

  @Override
  public @Nullable BinaryOperator<TensorElement> functionOfTwo(String name) {
    return switch (name) {
      case "pow" -> TensorElement::pow;
      case "atan2" -> TensorElement::atan2;
      default -> null;
    };
  }

  /** They carry derivatives that nobody here can see, and tensors have strong zeros themselves. */
  @Override
  public TensorElement stillWhere(TensorElement result, List<TensorElement> arguments) {
    return result;
  }

  /** {@return the elements of a tensor} */
  static List<TensorElement> of(Tensor tensor) {
    Tensor flat = tensor.flatten();
    return IntStream.range(0, flat.size()).mapToObj(i -> new TensorElement(flat.get(i))).toList();
  }
}
