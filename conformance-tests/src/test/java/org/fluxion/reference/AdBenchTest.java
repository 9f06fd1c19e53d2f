package org.fluxion.reference;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.Derivatives.valueAndJacobian;
import static org.fluxion.conformance.Close.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.ValueAndGradient;
import org.fluxion.ValueAndJacobian;
import org.fluxion.conformance.Close;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Objectives of ADBench: values and full derivatives against those stored in its own tests.
 *
 * <p>ADBench measures |x − y| / max(1, |x| + |y|). What is asserted here is stricter, since most
 * derivatives are far below 1: each element's own relative error.
 */
class AdBenchTest {
  @ParameterizedTest
  @ValueSource(strings = {"forward", "reverse", "mixed"})
  void gmmAgreesWithTheStoredGradient(String spec) {
    JsonNode expected = expected("gmm");
    AdBenchGmm.Problem problem = AdBenchGmm.Problem.read("/adbench/gmm/test.txt");
    ValueAndGradient<AdBenchGmm.Mixture> actual =
        valueAndGradient(Backends.named(spec), problem.objective(), problem.at());
    assertClose(
        expected.get("objective").doubleValue(), actual.value().item(), Close.EXACT, "objective");
    assertClose(
        Resources.vector(expected.get("gradient")), actual.gradient().flatten(), "gradient");
  }

  /** Values of these inputs were computed by another program in float64. */
  @ParameterizedTest
  @CsvSource({"1k_gmm_d2_K5, -5240.590562549577", "1k_gmm_d10_K25, -25649.6526211973"})
  void gmmOfAThousandPointsAgreesAndItsModesDo(String file, double expected) {
    AdBenchGmm.Problem problem = AdBenchGmm.Problem.read("/adbench/gmm/" + file + ".txt");
    ValueAndGradient<AdBenchGmm.Mixture> actual =
        valueAndGradient(Backends.named("reverse"), problem.objective(), problem.at());
    assertClose(expected, actual.value().item(), Close.EXACT, "objective");

    AdBenchGmm.Mixture direction =
        new AdBenchGmm.Mixture(
            problem.at().alphas().sin(), problem.at().means().cos(), problem.at().icf().sin());
    Tensor slope =
        pushforward(Backends.named("forward"), problem.objective(), problem.at(), direction);
    assertClose(
        slope, actual.gradient().flatten().dot(direction.flatten()), "slope in one direction");
  }

  @Test
  void finiteDifferencesOfGmmAreNear() {
    AdBenchGmm.Problem problem = AdBenchGmm.Problem.read("/adbench/gmm/test.txt");
    assertClose(
        Resources.vector(expected("gmm").get("gradient")),
        gradient(Backends.named("finite"), problem.objective(), problem.at()).flatten(),
        1e-7,
        "gradient");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward", "reverse", "mixed"})
  void lstmAgreesWithTheStoredGradient(String spec) {
    JsonNode expected = expected("lstm");
    AdBenchLstm.Problem problem = AdBenchLstm.Problem.read("/adbench/lstm/lstm_l2_c1024.txt");
    ValueAndGradient<AdBenchLstm.Weights> actual =
        valueAndGradient(Backends.named(spec), problem.loss(), problem.at());
    double loss = actual.value().item();
    // ADBench stores eight digits of the loss; the others are of another program, in float64.
    assertClose(expected.get("objective").doubleValue(), loss, 1e-8, "loss as stored");
    assertClose(0.666665179558853, loss, Close.EXACT, "loss");
    assertClose(
        Resources.vector(expected.get("gradient")), actual.gradient().flatten(), "gradient");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward", "reverse", "mixed"})
  void handAgreesWithTheStoredJacobian(String spec) {
    JsonNode expected = expected("hand").get("simple");
    AdBenchHand.Problem problem = AdBenchHand.Problem.read("/adbench/hand/test.txt", false);
    ValueAndJacobian actual =
        valueAndJacobian(Backends.named(spec), problem.residuals(), problem.at());
    assertClose(Resources.vector(expected.get("objective")), actual.value(), "residuals");
    assertClose(columns(expected.get("jacobian_colmajor")), actual.jacobian(), "Jacobian");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward", "reverse", "mixed"})
  void handInTrianglesAgreesWithTheStoredCompressedJacobian(String spec) {
    JsonNode expected = expected("hand").get("complicated");
    AdBenchHand.Problem problem =
        AdBenchHand.Problem.read("/adbench/hand/hand_complicated.txt", true);
    Backend backend = Backends.named(spec);
    List<Tensor> columns = new ArrayList<>();
    for (Tensor seed : compressedSeeds(problem.at().size() - AdBenchHand.POSE)) {
      columns.add(pushforward(backend, problem.residuals(), problem.at(), seed));
    }
    assertClose(
        Resources.vector(expected.get("objective")),
        problem.residuals().apply(problem.at()),
        "residuals");
    assertClose(
        columns(expected.get("jacobian_colmajor")),
        Tensor.stack(1, columns),
        "compressed Jacobian");
  }

  /**
   * A residual depends on its own point's coordinates only, so those of all points vary at once.
   */
  private static List<Tensor> compressedSeeds(int barycentric) {
    List<Tensor> seeds = new ArrayList<>();
    for (Tensor pair : List.of(Tensor.vector(1, 0), Tensor.vector(0, 1))) {
      Tensor all = pair.broadcastTo(barycentric / 2, 2).flatten();
      seeds.add(all.pad(0, 0, AdBenchHand.POSE));
    }
    for (int i = 0; i < AdBenchHand.POSE; i++) {
      seeds.add(Tensor.ones(1).pad(0, barycentric + i, AdBenchHand.POSE - 1 - i));
    }
    return seeds;
  }

  @Test
  void handInTrianglesPullsBackThePoseAsItPushesForward() {
    AdBenchHand.Problem problem =
        AdBenchHand.Problem.read("/adbench/hand/hand_complicated.txt", true);
    Tensor cotangent = Tensor.vector(1, -2, 3, -4, 5, -6);
    Tensor stored =
        columns(expected("hand").get("complicated").get("jacobian_colmajor"))
            .slice(1, 2, 2 + AdBenchHand.POSE);
    int size = problem.at().size();
    assertClose(
        cotangent.matmul(stored),
        pullback(Backends.named("reverse"), problem.residuals(), problem.at(), cotangent)
            .slice(0, size - AdBenchHand.POSE, size),
        "cotangent of the pose");
  }

  private static Tensor columns(JsonNode columnMajor) {
    Tensor all = Resources.vector(columnMajor);
    int rows = 6;
    return all.reshape(all.size() / rows, rows).transpose();
  }

  private static JsonNode expected(String objective) {
    return Resources.json("/adbench/expected/" + objective + "_test.json");
  }
}
