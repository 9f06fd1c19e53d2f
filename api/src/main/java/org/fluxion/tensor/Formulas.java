package org.fluxion.tensor;

import static org.fluxion.tensor.Arithmetic.Relation.AT_MOST;
import static org.fluxion.tensor.Arithmetic.Relation.EQUAL;
import static org.fluxion.tensor.Arithmetic.Relation.LESS;

import java.util.List;
import org.fluxion.tensor.Arithmetic.Relation;

/** The formulas of the tables of elementwise functions; each does what the loop beside it does. */
final class Formulas {
  private Formulas() {}

  static <V> V same(Arithmetic<V> in, List<V> of) {
    return of.get(0);
  }

  static <V> V plus(Arithmetic<V> in, List<V> of) {
    return in.plus(of.get(0), of.get(1));
  }

  static <V> V minus(Arithmetic<V> in, List<V> of) {
    return in.minus(of.get(0), of.get(1));
  }

  static <V> V negative(Arithmetic<V> in, List<V> of) {
    return in.negative(of.get(0));
  }

  static <V> V times(Arithmetic<V> in, List<V> of) {
    return in.times(of.get(0), of.get(1));
  }

  static <V> V div(Arithmetic<V> in, List<V> of) {
    return in.div(of.get(0), of.get(1));
  }

  static <V> V maximum(Arithmetic<V> in, List<V> of) {
    return in.maximum(of.get(0), of.get(1));
  }

  static <V> V minimum(Arithmetic<V> in, List<V> of) {
    return in.minimum(of.get(0), of.get(1));
  }

  static <V> V abs(Arithmetic<V> in, List<V> of) {
    return in.abs(of.get(0));
  }

  static <V> V sqrt(Arithmetic<V> in, List<V> of) {
    return in.sqrt(of.get(0));
  }

  static <V> V square(Arithmetic<V> in, List<V> of) {
    return in.times(of.get(0), of.get(0));
  }

  static <V> V reciprocal(Arithmetic<V> in, List<V> of) {
    return in.div(in.constant(1), of.get(0));
  }

  static <V> V reciprocalFromAbove(Arithmetic<V> in, List<V> of) {
    return in.div(in.constant(1), in.plus(of.get(0), in.constant(0)));
  }

  static <V> V relu(Arithmetic<V> in, List<V> of) {
    V x = of.get(0);
    V zero = in.constant(0);
    return in.choose(LESS, zero, x, x, in.choose(AT_MOST, x, zero, zero, x));
  }

  static <V> V sign(Arithmetic<V> in, List<V> of) {
    V x = of.get(0);
    V zero = in.constant(0);
    V zeroOrNaN = in.choose(LESS, x, zero, in.constant(-1), x);
    return in.choose(LESS, zero, x, in.constant(1), zeroOrNaN);
  }

  static <V> V atanSlope(Arithmetic<V> in, List<V> of) {
    V x = of.get(0);
    V one = in.constant(1);
    V square = in.times(x, x);
    V near = in.div(one, in.plus(one, square));
    V far = in.div(in.div(one, x), x);
    return in.choose(LESS, square, in.constant(1e300), near, far);
  }

  static <V> V greater(Arithmetic<V> in, List<V> of) {
    return mask(in, LESS, of.get(1), of.get(0));
  }

  static <V> V greaterOrEqual(Arithmetic<V> in, List<V> of) {
    return mask(in, AT_MOST, of.get(1), of.get(0));
  }

  static <V> V equal(Arithmetic<V> in, List<V> of) {
    return mask(in, EQUAL, of.get(0), of.get(1));
  }

  private static <V> V mask(Arithmetic<V> in, Relation relation, V a, V b) {
    return in.choose(relation, a, b, in.constant(1), in.constant(0));
  }
}
