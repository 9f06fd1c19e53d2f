package org.fluxion.backend.finite;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import org.fluxion.ShapeMismatchException;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A derivative by differences.
 *
 * <p>Everything is the difference along one direction. Let ‖v‖ be the largest |vᵢ| in units of the
 * coordinates' scales. The point is moved by m = c · v / ‖v‖, so that a unit tangent moves its
 * coordinate by exactly that coordinate's step. With d, the distance of the two points as they were
 * rounded, which for the central difference is (x + m) − (x − m),
 *
 * <p>ẏ = ‖v‖ · (f(x + m) − f(x − m)) / ‖d‖.
 *
 * <p>The norms are constants to every derivative, so what an outer derivative sees is the quotient.
 */
final class Differences implements Linearization {
  private final Scheme scheme;
  private final MultiFunction f;
  private final Tensor[] at;
  private final Tensor[] scales;
  private final Lazy<Tensor[]> values;
  private final Lazy<Jacobian> jacobian;

  Differences(Scheme scheme, MultiFunction f, Tensor... at) {
    this.scheme = scheme;
    this.f = f;
    this.at = at.clone();
    this.scales = Arrays.stream(at).map(scheme::scale).toArray(Tensor[]::new);
    this.values = new Lazy<>(() -> f.apply(this.at.clone()));
    this.jacobian = new Lazy<>(() -> Jacobian.of(this, shapes(this.at)));
  }

  @Override
  public Tensor[] values() {
    return values.get().clone();
  }

  @Override
  public Tensor[] pushforward(Tensor... tangents) {
    Shape[] shapes = shapes(at);
    if (!Arrays.equals(shapes, shapes(tangents))) {
      throw new ShapeMismatchException(
          "finite: pushforward: tangents of shapes "
              + Arrays.toString(shapes(tangents))
              + " for inputs of shapes "
              + Arrays.toString(shapes)
              + "; give one tangent for each input, shaped like it");
    }
    if (Arrays.stream(tangents).allMatch(Tensor::isKnownZero)) {
      return Arrays.stream(values()).map(y -> Tensor.zeros(y.shape())).toArray(Tensor[]::new);
    }
    Tensor norm = norm(tangents);
    Tensor[] moves = new Tensor[at.length];
    for (int i = 0; i < moves.length; i++) {
      moves[i] = tangents[i].div(oneIfZero(norm, norm)).times(scheme.step());
    }
    return quotients(moves, norm);
  }

  @Override
  public Tensor[] pullback(Tensor... cotangents) {
    return jacobian.get().pullback(cotangents);
  }

  @Override
  public Tensor[] pullbackBatch(Tensor... cotangents) {
    return jacobian.get().pullbackBatch(cotangents);
  }

  private Tensor[] quotients(Tensor[] moves, Tensor norm) {
    Kind kind = scheme.kind();
    Tensor[] above = kind.above() ? moved(moves, Tensor::plus) : at;
    Tensor[] below = kind.below() ? moved(moves, Tensor::minus) : at;
    Tensor distance = oneIfZero(norm, norm(distances(moves, above, below)));
    Tensor[] high = kind.above() ? f.apply(above) : values();
    Tensor[] low = kind.below() ? f.apply(below) : values();
    Tensor[] result = new Tensor[high.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = high[i].minus(low[i]).div(distance).times(norm);
    }
    return result;
  }

  private Tensor[] moved(Tensor[] moves, BinaryOperator<Tensor> by) {
    Tensor[] point = new Tensor[at.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = by.apply(at[i], moves[i]);
    }
    return point;
  }

  /** The distances after rounding; 0, not ∞ − ∞, for an infinite coordinate that does not move. */
  private static Tensor[] distances(Tensor[] moves, Tensor[] above, Tensor[] below) {
    Tensor[] distances = new Tensor[moves.length];
    for (int i = 0; i < distances.length; i++) {
      Tensor move = moves[i].stopGradient();
      Tensor distance = above[i].stopGradient().minus(below[i].stopGradient());
      distances[i] = Tensor.where(move.equalTo(0), move, distance);
    }
    return distances;
  }

  /** {@return the largest element in units of the scales; 0 where there is none} */
  private Tensor norm(Tensor[] vectors) {
    Tensor norm = Tensor.scalar(0);
    for (int i = 0; i < vectors.length; i++) {
      if (vectors[i].size() > 0) {
        Tensor v = vectors[i].stopGradient();
        // 0 / NaN is no reason to spoil a direction in which that coordinate does not move.
        Tensor units = Tensor.where(v.equalTo(0), v, v.abs().div(scales[i]));
        norm = norm.maximum(units.max());
      }
    }
    return norm;
  }

  /** {@return 1 where the direction has no length, which only a watched tangent is not known to} */
  private static Tensor oneIfZero(Tensor norm, Tensor length) {
    return Tensor.where(norm.equalTo(0), Tensor.scalar(1), length);
  }

  private static Shape[] shapes(Tensor[] tensors) {
    return Arrays.stream(tensors).map(Tensor::shape).toArray(Shape[]::new);
  }

  @Override
  public String toString() {
    return scheme + " differences at " + Arrays.toString(at);
  }
}
