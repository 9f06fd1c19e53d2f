package org.fluxion.examples;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.secondDerivative;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.ValueAndGradient;
import org.fluxion.WithParams;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedOptimisationTest {
  private static final double EXACT = 1e-10;

  @ParameterizedTest
  @ValueSource(strings = {"mixed", "reverse", "forward"})
  void thePenaltyOfARidgeRegressionIsDifferentiatedThroughItsFit(String spec) throws IOException {
    JsonNode problem = problem("ridge_bilevel");
    Backend backend = Backends.named(spec);
    RidgeTuning tuning =
        new RidgeTuning(
            backend,
            matrix(problem.get("X")),
            vector(problem.get("y")),
            matrix(problem.get("Xv")),
            vector(problem.get("yv")));
    Tensor lambda = Tensor.scalar(problem.get("lam").doubleValue());
    assertClose(problem.get("w"), tuning.fit(lambda));
    assertClose(problem.get("dw_dlam"), jacobian(backend, tuning::fit, lambda).flatten());
    assertClose(problem.get("L"), tuning.validationLoss(lambda));
    assertClose(problem.get("dL_dlam"), derivative(backend, tuning::validationLoss, lambda));
    assertClose(
        problem.get("d2L_dlam2"), secondDerivative(backend, tuning::validationLoss, lambda));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed", "reverse", "forward"})
  void metaLearningIsDifferentiatedThroughItsStep(String spec) throws IOException {
    JsonNode problem = problem("maml_quadratic_one_step");
    Backend backend = Backends.named(spec);
    // The data of a task are its curvature, and below that the point where its loss is 0.
    WithParams<Tensor, Tensor> task =
        (theta, data) -> {
          Tensor off = theta.minus(data.get(2));
          return off.dot(data.slice(0, 0, 2).matmul(off)).times(0.5);
        };
    List<Tensor> data = List.of(data(problem, 0), data(problem, 1));
    MetaLearning learning =
        new MetaLearning(backend, task, data, problem.get("alpha").doubleValue());
    ValueAndGradient<Tensor> both =
        valueAndGradient(backend, learning::loss, vector(problem.get("theta")));
    assertClose(problem.get("F"), both.value());
    assertClose(problem.get("maml_gradient"), both.gradient());
  }

  private static Tensor data(JsonNode problem, int task) {
    Tensor point = vector(problem.get("a").get(task));
    return Tensor.concat(0, matrix(problem.get("H").get(task)), point.reshape(1, 2));
  }

  private static JsonNode problem(String name) throws IOException {
    try (InputStream in =
        NestedOptimisationTest.class.getResourceAsStream("/nested_closed_forms.json")) {
      return new ObjectMapper().readTree(in).required(name);
    }
  }

  private static void assertClose(JsonNode expected, Tensor actual) {
    if (expected.isArray()) {
      double[] values = vector(expected).toArray();
      assertArrayEquals(values, actual.toArray(), EXACT * Math.abs(values[0]));
    } else {
      double value = expected.doubleValue();
      assertEquals(value, actual.item(), EXACT * Math.abs(value));
    }
  }

  private static Tensor vector(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).doubleValue();
    }
    return Tensor.vector(values);
  }

  private static Tensor matrix(JsonNode rows) {
    double[][] values = new double[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = vector(rows.get(i)).toArray();
    }
    return Tensor.matrix(values);
  }
}
