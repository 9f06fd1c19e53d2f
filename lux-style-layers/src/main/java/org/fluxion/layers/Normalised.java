package org.fluxion.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** What the layers of normalisation have in common: statistics over axes, scale and bias. */
final class Normalised {
  static final double EPSILON = 1e-5;

  private Normalised() {}

  static void requireEpsilon(String layer, double epsilon) {
    if (!(epsilon > 0 && Double.isFinite(epsilon))) {
      throw new FluxionException(layer + ": epsilon must be positive and finite, given " + epsilon);
    }
  }

  /** {@return the means over axes, which stay with length 1; over no axes x itself} */
  static Tensor mean(Tensor x, int... axes) {
    if (axes.length == 0) {
      return x;
    }
    int[] kept = x.shape().toArray();
    for (int axis : axes) {
      kept[axis] = 1;
    }
    return x.mean(axes).reshape(kept);
  }

  /** {@return x · 1 / √(variance + ε)} */
  static Tensor divided(Tensor x, Tensor variance, double epsilon) {
    return x.times(variance.plus(epsilon).sqrt().reciprocal());
  }

  /** {@return x with mean 0 and variance 1, but for ε, over axes} */
  static Tensor standardised(Tensor x, double epsilon, int... axes) {
    Tensor centred = x.minus(mean(x, axes));
    return divided(centred, mean(centred.square(), axes), epsilon);
  }

  /** {@return all axes of a rank but some} */
  static int[] axesBut(int rank, int... without) {
    return IntStream.range(0, rank)
        .filter(axis -> Arrays.stream(without).noneMatch(other -> other == axis))
        .toArray();
  }

  /** {@return the last axes of a tensor, as many as a shape has} */
  static int[] lastAxes(Tensor x, Shape shape) {
    return IntStream.range(x.rank() - shape.rank(), x.rank()).toArray();
  }

  /** {@return a vector as a tensor of a rank, lying along one axis} */
  static Tensor along(Tensor vector, int rank, int axis) {
    int[] shape = new int[rank];
    Arrays.fill(shape, 1);
    shape[axis] = vector.size();
    return axis == rank - 1 ? vector : vector.reshape(shape);
  }

  /** {@return scale 1 and bias 0; none if the layer is not affine} */
  static Parameters initialParameters(boolean affine, Shape shape) {
    if (!affine) {
      return Parameters.empty();
    }
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("scale", Tensor.full(1, shape.toArray()));
    parameters.put("bias", Tensor.zeros(shape));
    return Parameters.of(parameters);
  }
}
