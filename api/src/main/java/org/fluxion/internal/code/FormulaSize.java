package org.fluxion.internal.code;

import java.util.Collections;
import org.fluxion.tensor.Arithmetic;
import org.fluxion.tensor.Pointwise;

/**
 * Counts the operations of a formula. A choice is three: the compiler has as much work with a
 * comparison, a blend and what they are given on vectors.
 */
public final class FormulaSize implements Arithmetic<Integer> {
  /** What {@link #of} gives for a primitive without a formula. */
  public static final int NONE = -1;

  private int operations;

  private FormulaSize() {}

  /** {@return the number of operations; {@link #NONE} if there is no formula} */
  public static int of(Pointwise primitive, int operands) {
    FormulaSize size = new FormulaSize();
    Integer value = primitive.formula(size, Collections.nCopies(operands, 0));
    return value == null ? NONE : size.operations;
  }

  private Integer counted() {
    operations++;
    return operations;
  }

  @Override
  public Integer constant(double value) {
    return 0;
  }

  @Override
  public Integer plus(Integer a, Integer b) {
    return counted();
  }

  @Override
  public Integer minus(Integer a, Integer b) {
    return counted();
  }

  @Override
  public Integer times(Integer a, Integer b) {
    return counted();
  }

  @Override
  public Integer div(Integer a, Integer b) {
    return counted();
  }

  @Override
  public Integer negative(Integer a) {
    return counted();
  }

  @Override
  public Integer fma(Integer a, Integer b, Integer c) {
    return counted();
  }

  @Override
  public Integer abs(Integer a) {
    return counted();
  }

  @Override
  public Integer sqrt(Integer a) {
    return counted();
  }

  @Override
  public Integer maximum(Integer a, Integer b) {
    return counted();
  }

  @Override
  public Integer minimum(Integer a, Integer b) {
    return counted();
  }

  @Override
  public Integer choose(Relation relation, Integer a, Integer b, Integer then, Integer otherwise) {
    operations += 2;
    return counted();
  }
}
