package org.fluxion.tensor;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sum and difference of two tensors of one shape, and the negative of one. */
final class Additive implements Elementwise, Linear {
  static final Additive PLUS =
      new Additive(
          "plus",
          1,
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] + b[i];
            }
          },
          Formulas::plus);
  static final Additive MINUS =
      new Additive(
          "minus",
          -1,
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] - b[i];
            }
          },
          Formulas::minus);
  static final Additive NEGATIVE =
      new Additive(
          "unaryMinus",
          -1,
          (a, same, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = -a[i];
            }
          },
          Formulas::negative);

  private final String name;
  private final int lastSign;
  private final Tensor lastPartial;
  private final BinaryLoop loop;
  private final Formula formula;

  private Additive(String name, int lastSign, BinaryLoop loop, Formula formula) {
    this.name = name;
    this.lastSign = lastSign;
    lastPartial = DenseTensor.scalarOf(lastSign);
    this.loop = loop;
    this.formula = formula;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public <V> V formula(Arithmetic<V> in, List<V> operands) {
    return formula.of(in, operands);
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    DenseTensor first = operands[0].plain();
    DenseTensor last = operands[operands.length - 1].plain();
    Shape shape = first.shape();
    if (!shape.equals(last.shape())) {
      shape(shape, last.shape());
    }
    double[] result = new double[shape.size()];
    loop.run(first.data(), last.data(), result);
    return DenseTensor.wrap(shape, result);
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    return this == PLUS ? ArrayFunction.ADD : this::loop;
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    loop.run(operands[0], operands[operands.length - 1], result);
  }

  @Override
  public Tensor partial(int operand, Tensor[] operands, Tensor result) {
    Tensor sign = operand == operands.length - 1 ? lastPartial : PLUS.lastPartial;
    return Broadcast.to(sign, result.shape());
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return Linear.super.differentiate(operands, result);
  }

  @Override
  public @Nullable Tensor simplify(Tensor... operands) {
    if (this == NEGATIVE) {
      Symbolic made = Uniform.madeBy(Additive.class, operands[0]);
      return made != null && made.primitive() == NEGATIVE ? made.operand(0) : null;
    }
    Double last = Uniform.of(operands[1]);
    if (last != null) {
      return Offset.of(lastSign * last, operands[0]);
    }
    if (this == MINUS) {
      return null;
    }
    Double first = Uniform.of(operands[0]);
    if (first != null) {
      return Offset.of(first, operands[1]);
    }
    Tensor affine = Affine.of(operands[0], operands[1]);
    return affine != null ? affine : PaddedSum.of(operands[0], operands[1]);
  }

  @Override
  public Tensor push(@Nullable Tensor[] tangents, Shape[] shapes) {
    Tensor first = tangents[0];
    if (tangents.length == 1) {
      return apply(Objects.requireNonNull(first));
    }
    Tensor last = tangents[1];
    if (first != null && last != null) {
      return apply(first, last);
    }
    return first != null ? first : signed(Objects.requireNonNull(last));
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return operand == shapes.length - 1 ? signed(cotangent) : cotangent;
  }

  private Tensor signed(Tensor tensor) {
    return lastSign < 0 ? NEGATIVE.apply(tensor) : tensor;
  }
}
