package org.fluxion.backend.hipparchus;

import org.fluxion.EscapedTracerException;
import org.fluxion.FluxionException;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.WrongThreadException;
import org.fluxion.tensor.Tensor;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.Field;

/**
 * A scalar tensor as a number of Hipparchus, so that its elements can be made of tensors that outer
 * derivatives watch.
 *
 * <p>Sums with 0 and products with 0 or 1 are not computed where they are plainly known: most
 * derivatives of most elements are 0, and each operation is recorded by whoever watches.
 */
record TensorElement(Tensor tensor) implements CalculusFieldElement<TensorElement> {
  static final TensorElement ZERO = new TensorElement(Tensor.scalar(0));
  static final TensorElement ONE = new TensorElement(Tensor.scalar(1));

  static TensorElement of(double value) {
    return value == 0 ? ZERO : value == 1 ? ONE : new TensorElement(Tensor.scalar(value));
  }

  boolean isKnownZero() {
    return tensor.isKnownZero();
  }

  @Override
  public Field<TensorElement> getField() {
    return TensorElements.FIELD;
  }

  /**
   * {@return the value, which decides between branches and about zeros}
   *
   * @throws UnsupportedDerivativeException inside a batch, where it has one value for each row
   */
  @Override
  public double getReal() {
    try {
      return tensor.item();
    } catch (EscapedTracerException | WrongThreadException e) {
      throw e;
    } catch (FluxionException e) {
      throw new UnsupportedDerivativeException(
          "hipparchus: computes element by element and needs the value of each, but inside"
              + " Vectorized.overRows an element has one value for each row; give the inner call"
              + " another backend, or take the rows one by one");
    }
  }

  @Override
  public TensorElement newInstance(double value) {
    return of(value);
  }

  @Override
  public TensorElement getAddendum() {
    return subtract(of(getReal()));
  }

  @Override
  public TensorElement add(TensorElement other) {
    if (other.isKnownZero()) {
      return this;
    }
    return isKnownZero() ? other : new TensorElement(tensor.plus(other.tensor));
  }

  @Override
  public TensorElement add(double number) {
    return new TensorElement(tensor.plus(number));
  }

  @Override
  public TensorElement subtract(TensorElement other) {
    if (other.isKnownZero()) {
      return this;
    }
    return isKnownZero() ? other.negate() : new TensorElement(tensor.minus(other.tensor));
  }

  @Override
  public TensorElement negate() {
    return new TensorElement(tensor.unaryMinus());
  }

  @Override
  public TensorElement multiply(int number) {
    return multiply((double) number);
  }

  @Override
  public TensorElement multiply(double number) {
    return number == 1 ? this : new TensorElement(tensor.times(number));
  }

  @Override
  public TensorElement multiply(TensorElement other) {
    if (isKnownZero() ? other.isFinite() : other.isKnownZero() && isFinite()) {
      return ZERO;
    }
    return new TensorElement(tensor.times(other.tensor));
  }

  @Override
  public TensorElement divide(TensorElement other) {
    return new TensorElement(tensor.div(other.tensor));
  }

  @Override
  public TensorElement reciprocal() {
    return new TensorElement(tensor.reciprocal());
  }

  @Override
  public TensorElement square() {
    return new TensorElement(tensor.square());
  }

  @Override
  public TensorElement scalb(int exponent) {
    // In two steps: 2^1074 alone is out of range.
    int half = exponent / 2;
    return multiply(Math.scalb(1.0, half)).multiply(Math.scalb(1.0, exponent - half));
  }

  @Override
  public TensorElement hypot(TensorElement other) {
    return new TensorElement(tensor.hypot(other.tensor));
  }

  @Override
  public TensorElement sqrt() {
    return new TensorElement(tensor.sqrt());
  }

  @Override
  public TensorElement cbrt() {
    return new TensorElement(tensor.cbrt());
  }

  @Override
  public TensorElement pow(double exponent) {
    return new TensorElement(tensor.pow(exponent));
  }

  @Override
  public TensorElement pow(TensorElement exponent) {
    return new TensorElement(tensor.pow(exponent.tensor));
  }

  @Override
  public TensorElement exp() {
    return new TensorElement(tensor.exp());
  }

  @Override
  public TensorElement expm1() {
    return new TensorElement(tensor.expm1());
  }

  @Override
  public TensorElement log() {
    return new TensorElement(tensor.log());
  }

  @Override
  public TensorElement log1p() {
    return new TensorElement(tensor.log1p());
  }

  @Override
  public TensorElement log10() {
    return log().multiply(1 / Math.log(10));
  }

  @Override
  public TensorElement sin() {
    return new TensorElement(tensor.sin());
  }

  @Override
  public TensorElement cos() {
    return new TensorElement(tensor.cos());
  }

  @Override
  public TensorElement tan() {
    return new TensorElement(tensor.tan());
  }

  @Override
  public TensorElement asin() {
    return new TensorElement(tensor.asin());
  }

  @Override
  public TensorElement acos() {
    return new TensorElement(tensor.acos());
  }

  @Override
  public TensorElement atan() {
    return new TensorElement(tensor.atan());
  }

  @Override
  public TensorElement atan2(TensorElement x) {
    return new TensorElement(tensor.atan2(x.tensor));
  }

  @Override
  public TensorElement sinh() {
    return new TensorElement(tensor.sinh());
  }

  @Override
  public TensorElement cosh() {
    return new TensorElement(tensor.cosh());
  }

  @Override
  public TensorElement tanh() {
    return new TensorElement(tensor.tanh());
  }

  /** log(x + √(x² − 1)). */
  @Override
  public TensorElement acosh() {
    return square().add(-1).sqrt().add(this).log();
  }

  /** log(x + √(x² + 1)), of |x| and with its sign, so that nothing cancels. */
  @Override
  public TensorElement asinh() {
    TensorElement size = abs();
    return size.square().add(1).sqrt().add(size).log().copySign(this);
  }

  /** log((1 + x) / (1 − x)) / 2. */
  @Override
  public TensorElement atanh() {
    return log1p().subtract(negate().log1p()).multiply(0.5);
  }

  @Override
  public TensorElement abs() {
    return new TensorElement(tensor.abs());
  }

  @Override
  public TensorElement copySign(TensorElement sign) {
    return Math.copySign(1, sign.getReal()) == Math.copySign(1, getReal()) ? this : negate();
  }

  /** x − y · (x / y, rounded to even). */
  @Override
  public TensorElement remainder(TensorElement divisor) {
    double ratio = Math.rint(getReal() / divisor.getReal());
    return subtract(divisor.multiply(ratio));
  }

  @Override
  public TensorElement remainder(double divisor) {
    return remainder(of(divisor));
  }

  @Override
  public TensorElement linearCombination(TensorElement[] a, TensorElement[] b) {
    TensorElement sum = ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.add(a[i].multiply(b[i]));
    }
    return sum;
  }

  @Override
  public TensorElement linearCombination(
      TensorElement a1, TensorElement b1, TensorElement a2, TensorElement b2) {
    return a1.multiply(b1).add(a2.multiply(b2));
  }

  @Override
  public TensorElement linearCombination(
      TensorElement a1,
      TensorElement b1,
      TensorElement a2,
      TensorElement b2,
      TensorElement a3,
      TensorElement b3) {
    return linearCombination(a1, b1, a2, b2).add(a3.multiply(b3));
  }

  @Override
  public TensorElement linearCombination(
      TensorElement a1,
      TensorElement b1,
      TensorElement a2,
      TensorElement b2,
      TensorElement a3,
      TensorElement b3,
      TensorElement a4,
      TensorElement b4) {
    return linearCombination(a1, b1, a2, b2, a3, b3).add(a4.multiply(b4));
  }
}
