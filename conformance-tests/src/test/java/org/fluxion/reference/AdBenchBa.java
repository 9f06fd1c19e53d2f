package org.fluxion.reference;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * Bundle adjustment: 2p reprojection errors and p residuals of weights, of n cameras, m points and
 * p weights in one vector. Observation i is of camera i mod n and point i mod m.
 *
 * @param features p × 2, where the points were seen
 */
record AdBenchBa(int cameras, int points, Tensor features) implements TensorFunction {
  /** Rotation, centre, focal length, principal point, two distortion coefficients. */
  static final int CAMERA = 11;

  static final int POINT = 3;

  /**
   * A file's contents; it gives one camera, point, weight and feature, and all others are alike.
   */
  record Problem(AdBenchBa residuals, Tensor at) {
    static Problem read(String resource) {
      NumberReader in = new NumberReader(resource);
      int n = in.integer();
      int m = in.integer();
      int p = in.integer();
      Tensor camera = in.tensor(CAMERA).broadcastTo(n, CAMERA).flatten();
      Tensor point = in.tensor(POINT).broadcastTo(m, POINT).flatten();
      Tensor weights = in.tensor(1).broadcastTo(p);
      return new Problem(
          new AdBenchBa(n, m, in.tensor(2).broadcastTo(p, 2)),
          Tensor.concat(0, camera, point, weights));
    }
  }

  int observations() {
    return features.shape().get(0);
  }

  @Override
  public Tensor apply(Tensor x) {
    int observations = observations();
    int pointsFrom = cameras * CAMERA;
    int weightsFrom = pointsFrom + points * POINT;
    Tensor camera =
        x.slice(0, 0, pointsFrom).reshape(cameras, CAMERA).gather(0, observed(i -> i % cameras));
    Tensor point =
        x.slice(0, pointsFrom, weightsFrom)
            .reshape(points, POINT)
            .gather(0, observed(i -> i % points));
    Tensor weight = x.slice(0, weightsFrom, weightsFrom + observations);

    Tensor errors = project(camera, point).minus(features).times(weight.reshape(observations, 1));
    return Tensor.concat(0, errors.flatten(), weight.square().unaryMinus().plus(1));
  }

  private int[] observed(IntUnaryOperator index) {
    return IntStream.range(0, observations()).map(index).toArray();
  }

  private static Tensor project(Tensor camera, Tensor point) {
    Tensor seen = rotate(camera.slice(1, 0, 3), point.minus(camera.slice(1, 3, 6)));
    Tensor onPlane = seen.slice(1, 0, 2).div(seen.slice(1, 2, 3));
    Tensor square = onPlane.square().sum(1).reshape(camera.shape().get(0), 1);
    Tensor distortion =
        camera
            .slice(1, 9, 10)
            .times(square)
            .plus(camera.slice(1, 10, 11).times(square.square()))
            .plus(1);
    return onPlane.times(distortion).times(camera.slice(1, 6, 7)).plus(camera.slice(1, 7, 9));
  }

  /** Rodrigues' formula row by row; near the zero rotation its first order, x + r × x. */
  private static Tensor rotate(Tensor rotation, Tensor x) {
    Tensor square = rotation.square().sum(1).reshape(rotation.shape().get(0), 1);
    Tensor none = square.equalTo(0);
    Tensor angle = Tensor.where(none, Tensor.scalar(1), square).sqrt();
    Tensor axis = rotation.div(angle);
    Tensor along = axis.times(x).sum(1).reshape(square.shape().toArray());
    Tensor rotated =
        x.times(angle.cos())
            .plus(cross(axis, x).times(angle.sin()))
            .plus(axis.times(along).times(angle.cos().unaryMinus().plus(1)));
    return Tensor.where(none, x.plus(cross(rotation, x)), rotated);
  }

  private static Tensor cross(Tensor a, Tensor b) {
    return a.gather(1, 1, 2, 0)
        .times(b.gather(1, 2, 0, 1))
        .minus(a.gather(1, 2, 0, 1).times(b.gather(1, 1, 2, 0)));
  }
}
