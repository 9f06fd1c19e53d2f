package org.fluxion.reference;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * Hand tracking: how far seen points are from the skin of a posed hand, of the pose's 26
 * parameters, and in front of them, when points lie inside triangles, two barycentric coordinates
 * of each point.
 *
 * @param onSkin for each point a vertex, or a triangle
 * @param seen points × 3
 */
record AdBenchHand(AdBenchHandModel model, boolean inTriangles, int[] onSkin, Tensor seen)
    implements TensorFunction {
  static final int POSE = 26;

  /** Joints with angles: the last three bones of each of five fingers, which have four. */
  private static final int JOINTS = 3;

  private static final int FINGER = 4;

  /** A file's contents. */
  record Problem(AdBenchHand residuals, Tensor at) {
    static Problem read(String resource, boolean inTriangles) {
      NumberReader in = new NumberReader(resource);
      int points = in.integer();
      int parameters = in.integer();
      int[] onSkin = new int[points];
      Tensor[] seen = new Tensor[points];
      for (int i = 0; i < points; i++) {
        onSkin[i] = in.integer();
        seen[i] = in.tensor(3);
      }
      Tensor at = in.tensor((inTriangles ? 2 * points : 0) + parameters);
      return new Problem(
          new AdBenchHand(AdBenchHandModel.read(), inTriangles, onSkin, Tensor.stack(0, seen)), at);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    int points = onSkin.length;
    int barycentric = inTriangles ? 2 * points : 0;
    Tensor skin = skin(x.slice(0, barycentric, barycentric + POSE));
    if (!inTriangles) {
      return seen.minus(skin.gather(0, onSkin)).flatten();
    }
    Tensor uv = x.slice(0, 0, barycentric).reshape(points, 2);
    Tensor u = uv.slice(1, 0, 1);
    Tensor v = uv.slice(1, 1, 2);
    Tensor on =
        corner(skin, 0)
            .times(u)
            .plus(corner(skin, 1).times(v))
            .plus(corner(skin, 2).times(u.plus(v).unaryMinus().plus(1)));
    return seen.minus(on).flatten();
  }

  private Tensor corner(Tensor skin, int corner) {
    return skin.gather(0, Arrays.stream(onSkin).map(t -> model.triangles()[t][corner]).toArray());
  }

  /** {@return the skin's vertices, vertices × 3} */
  private Tensor skin(Tensor pose) {
    int bones = model.parents().length;
    int vertices = model.vertices().shape().get(0);
    Tensor moved = absolute(pose).matmul(model.inverseBaseAbsolute());
    Tensor blended = model.weights().matmul(moved.reshape(bones, 16)).reshape(vertices, 4, 4);
    Tensor local =
        blended
            .matmul(model.vertices().reshape(vertices, 4, 1))
            .reshape(vertices, 4)
            .slice(1, 0, 3);
    return local.matmul(axisAngle(pose.slice(0, 0, 3)).transpose()).plus(pose.slice(0, 3, 6));
  }

  /** {@return the bones' absolute transformations, multiplied along the fingers level by level} */
  private Tensor absolute(Tensor pose) {
    int[] parents = model.parents();
    Tensor relative = model.baseRelative().matmul(joints(pose));
    // The bones in the order in which they are computed, and each level's parents in that order.
    int[] order = {0};
    Tensor all = relative.gather(0, 0);
    while (order.length < parents.length) {
      int[] known = order;
      int[] level =
          IntStream.range(0, parents.length)
              .filter(b -> indexOf(known, b) < 0 && indexOf(known, parents[b]) >= 0)
              .toArray();
      int[] from = Arrays.stream(level).map(b -> indexOf(known, parents[b])).toArray();
      all = Tensor.concat(0, all, all.gather(0, from).matmul(relative.gather(0, level)));
      order = IntStream.concat(Arrays.stream(known), Arrays.stream(level)).toArray();
    }
    int[] computed = order;
    return all.gather(
        0, IntStream.range(0, parents.length).map(b -> indexOf(computed, b)).toArray());
  }

  private static int indexOf(int[] numbers, int wanted) {
    return IntStream.range(0, numbers.length)
        .filter(i -> numbers[i] == wanted)
        .findFirst()
        .orElse(-1);
  }

  /** {@return for each bone Rz · Rx as a 4 × 4 matrix; the benchmark's third angle is always 0} */
  private Tensor joints(Tensor pose) {
    int bones = model.parents().length;
    // Angles that are not in the pose are taken from the zero behind it.
    int[] bend = IntStream.generate(() -> POSE).limit(bones).toArray();
    int[] spread = bend.clone();
    int next = 6;
    for (int bone = 2; next < POSE; bone += FINGER) {
      for (int joint = 0; joint < JOINTS; joint++) {
        bend[bone + joint] = next++;
        if (joint == 0) {
          spread[bone] = next++;
        }
      }
    }
    Tensor angles = pose.pad(0, 0, 1);
    Tensor x = angles.gather(0, bend);
    Tensor z = angles.gather(0, spread);
    Tensor zero = Tensor.zeros(bones);
    Tensor one = Tensor.ones(bones);
    Tensor sx = x.sin();
    Tensor cx = x.cos();
    Tensor sz = z.sin();
    Tensor cz = z.cos();
    Tensor last = row(zero, zero, zero, one);
    Tensor rz =
        Tensor.stack(
            1,
            row(cz, sz.unaryMinus(), zero, zero),
            row(sz, cz, zero, zero),
            row(zero, zero, one, zero),
            last);
    Tensor rx =
        Tensor.stack(
            1,
            row(one, zero, zero, zero),
            row(zero, cx, sx.unaryMinus(), zero),
            row(zero, sx, cx, zero),
            last);
    return rz.matmul(rx);
  }

  private static Tensor row(Tensor... entries) {
    return Tensor.stack(1, entries);
  }

  private static Tensor axisAngle(Tensor rotation) {
    Tensor angle = rotation.norm();
    if (angle.isLessThan(1e-4)) {
      return Tensor.eye(3);
    }
    Tensor axis = rotation.div(angle);
    Tensor zero = Tensor.scalar(0);
    Tensor x = axis.get(0);
    Tensor y = axis.get(1);
    Tensor z = axis.get(2);
    Tensor cross =
        Tensor.stack(0, zero, z.unaryMinus(), y, z, zero, x.unaryMinus(), y.unaryMinus(), x, zero)
            .reshape(3, 3);
    return Tensor.eye(3)
        .plus(cross.times(angle.sin()))
        .plus(cross.matmul(cross).times(angle.cos().unaryMinus().plus(1)));
  }
}
