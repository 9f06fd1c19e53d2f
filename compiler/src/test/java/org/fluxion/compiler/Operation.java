package org.fluxion.compiler;

import java.util.List;
import org.fluxion.tensor.Arithmetic;
import org.fluxion.tensor.Arithmetic.Relation;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Pointwise;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Each operation of an arithmetic as a primitive, beside what Java says that it is. */
enum Operation implements Pointwise {
  CONSTANT(1),
  PLUS(2),
  MINUS(2),
  TIMES(2),
  DIV(2),
  NEGATIVE(1),
  FMA(3),
  ABS(1),
  SQRT(1),
  MAXIMUM(2),
  MINIMUM(2),
  LESS(4),
  AT_MOST(4),
  EQUAL(4);

  private final int arity;

  Operation(int arity) {
    this.arity = arity;
  }

  int arity() {
    return arity;
  }

  double at(double... v) {
    return switch (this) {
      case CONSTANT -> 2.5;
      case PLUS -> v[0] + v[1];
      case MINUS -> v[0] - v[1];
      case TIMES -> v[0] * v[1];
      case DIV -> v[0] / v[1];
      case NEGATIVE -> -v[0];
      case FMA -> Math.fma(v[0], v[1], v[2]);
      case ABS -> Math.abs(v[0]);
      case SQRT -> Math.sqrt(v[0]);
      case MAXIMUM -> Math.max(v[0], v[1]);
      case MINIMUM -> Math.min(v[0], v[1]);
      case LESS -> v[0] < v[1] ? v[2] : v[3];
      case AT_MOST -> v[0] <= v[1] ? v[2] : v[3];
      case EQUAL -> v[0] == v[1] ? v[2] : v[3];
    };
  }

  @Override
  public <V> V formula(Arithmetic<V> in, List<V> of) {
    return switch (this) {
      case CONSTANT -> in.constant(2.5);
      case PLUS -> in.plus(of.get(0), of.get(1));
      case MINUS -> in.minus(of.get(0), of.get(1));
      case TIMES -> in.times(of.get(0), of.get(1));
      case DIV -> in.div(of.get(0), of.get(1));
      case NEGATIVE -> in.negative(of.get(0));
      case FMA -> in.fma(of.get(0), of.get(1), of.get(2));
      case ABS -> in.abs(of.get(0));
      case SQRT -> in.sqrt(of.get(0));
      case MAXIMUM -> in.maximum(of.get(0), of.get(1));
      case MINIMUM -> in.minimum(of.get(0), of.get(1));
      case LESS -> in.choose(Relation.LESS, of.get(0), of.get(1), of.get(2), of.get(3));
      case AT_MOST -> in.choose(Relation.AT_MOST, of.get(0), of.get(1), of.get(2), of.get(3));
      case EQUAL -> in.choose(Relation.EQUAL, of.get(0), of.get(1), of.get(2), of.get(3));
    };
  }

  @Override
  public Shape shape(Shape... operands) {
    return operands[0];
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    throw new UnsupportedOperationException("only the formula is used");
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return Differential.ZERO;
  }
}
