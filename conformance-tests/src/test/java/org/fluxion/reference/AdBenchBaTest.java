package org.fluxion.reference;

import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.valueAndJacobian;
import static org.fluxion.Derivatives.valueAndPullback;
import static org.fluxion.Derivatives.valueAndPushforward;
import static org.fluxion.conformance.Close.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.ValueAndJacobian;
import org.fluxion.ValueAndPullback;
import org.fluxion.ValueAndPushforward;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundle adjustment of ADBench: its residuals and full Jacobian against those that it stores. */
class AdBenchBaTest {
  private static final int CAMERA = AdBenchBa.CAMERA;
  private static final int POINT = AdBenchBa.POINT;

  @ParameterizedTest
  @ValueSource(strings = {"forward", "reverse", "mixed"})
  void agreesWithTheStoredJacobian(String spec) {
    JsonNode expected = Resources.json("/adbench/expected/ba_test.json");
    AdBenchBa.Problem problem = AdBenchBa.Problem.read("/adbench/ba/test.txt");
    int observations = problem.residuals().observations();
    ValueAndJacobian actual =
        valueAndJacobian(Backends.named(spec), problem.residuals(), problem.at());
    Tensor error = Resources.vector(expected.get("reproj_err_each_observation"));
    double weightError = expected.get("w_err_each").doubleValue();
    assertClose(
        repeated(Tensor.concat(0, error, Tensor.vector(weightError)), observations),
        actual.value(),
        "residuals");
    assertClose(
        dense(problem.residuals(), Resources.vector(expected.get("jacobian_csr").get("vals"))),
        actual.jacobian(),
        "Jacobian");
  }

  /** {@return the Jacobian whose nonzeros are stored row by row} */
  private static Tensor dense(AdBenchBa ba, Tensor nonzeros) {
    int observations = ba.observations();
    int pointsFrom = ba.cameras() * CAMERA;
    int weightsFrom = pointsFrom + ba.points() * POINT;
    double[][] rows = new double[3 * observations][weightsFrom + observations];
    double[] values = nonzeros.toArray();
    int next = 0;
    for (int row = 0; row < rows.length; row++) {
      boolean ofWeight = row >= 2 * observations;
      int i = ofWeight ? row - 2 * observations : row / 2;
      if (!ofWeight) {
        int camera = i % ba.cameras();
        System.arraycopy(values, next, rows[row], camera * CAMERA, CAMERA);
        next += CAMERA;
        int point = i % ba.points();
        System.arraycopy(values, next, rows[row], pointsFrom + point * POINT, POINT);
        next += POINT;
      }
      rows[row][weightsFrom + i] = values[next++];
    }
    return Tensor.matrix(rows);
  }

  @Test
  void manyObservationsAreManyTimesOne() {
    AdBenchBa.Problem many = AdBenchBa.Problem.read("/adbench/ba/ba1_n49_m7776_p31843.txt");
    int n = many.residuals().cameras();
    int m = many.residuals().points();
    int p = many.residuals().observations();
    AdBenchBa one = new AdBenchBa(1, 1, many.residuals().features().slice(0, 0, 1));
    Tensor oneAt =
        Tensor.concat(
            0,
            many.at().slice(0, 0, CAMERA),
            many.at().slice(0, n * CAMERA, n * CAMERA + POINT),
            many.at().slice(0, many.at().size() - 1, many.at().size()));
    ValueAndJacobian single = valueAndJacobian(Backends.named("mixed"), one, oneAt);

    ValueAndPushforward forward =
        valueAndPushforward(Backends.named("forward"), many.residuals(), many.at(), many.at());
    assertClose(repeated(single.value(), p), forward.value(), "residuals, all alike");
    assertClose(repeated(single.jacobian().matmul(oneAt), p), forward.tangent(), "tangents");

    ValueAndPullback<Tensor> reverse =
        valueAndPullback(Backends.named("reverse"), many.residuals(), many.at(), forward.value());
    Tensor each = single.value().matmul(single.jacobian());
    Tensor ofCamera = each.slice(0, 0, CAMERA);
    Tensor ofPoint = each.slice(0, CAMERA, CAMERA + POINT);
    Tensor ofWeight = each.slice(0, CAMERA + POINT, each.size());
    assertClose(
        Tensor.concat(
            0,
            timesSeen(n, p).outer(ofCamera).flatten(),
            timesSeen(m, p).outer(ofPoint).flatten(),
            ofWeight.broadcastTo(p)),
        reverse.cotangent(),
        "cotangents, summed over observations");
  }

  /** {@return the 2 reprojection errors p times, then the residual of the weight p times} */
  private static Tensor repeated(Tensor single, int p) {
    Tensor errors = single.slice(0, 0, 2).broadcastTo(p, 2).flatten();
    return Tensor.concat(0, errors, single.slice(0, 2, 3).broadcastTo(p));
  }

  /** {@return in how many of p observations each of so many is seen, when they take turns} */
  private static Tensor timesSeen(int number, int p) {
    return Tensor.vector(
        IntStream.range(0, number).mapToDouble(i -> (p - i - 1) / number + 1).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward", "reverse", "mixed"})
  void isSmoothWhereTheRotationIsZero(String spec) {
    AdBenchBa.Problem problem = AdBenchBa.Problem.read("/adbench/ba/test.txt");
    AdBenchBa one = new AdBenchBa(1, 1, problem.residuals().features().slice(0, 0, 1));
    Tensor camera = problem.at().slice(0, 3, CAMERA);
    Tensor rest = Tensor.concat(0, camera, Tensor.vector(4, 5, 1), Tensor.ones(1));
    Backend backend = Backends.named(spec);
    Tensor near = jacobian(backend, one, Tensor.concat(0, Tensor.full(1e-7, 3), rest));
    Tensor at = jacobian(backend, one, Tensor.concat(0, Tensor.zeros(3), rest));
    // That far from zero, the Jacobian itself differs by about 1e-7.
    assertClose(near, at, 1e-5, "Jacobian");
  }
}
