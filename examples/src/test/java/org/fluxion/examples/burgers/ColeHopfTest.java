package org.fluxion.examples.burgers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColeHopfTest {
  private final ColeHopf truth = new ColeHopf();

  /**
   * The file's u is by another quadrature, with 30 digits; gh200 is by this one, with 200 nodes.
   */
  @Test
  void theTruthAgreesWithThirtyDigitQuadrature() throws Exception {
    try (InputStream in = ColeHopfTest.class.getResourceAsStream("/burgers_colehopf.json")) {
      JsonNode points = new ObjectMapper().readTree(in).get("points");
      assertEquals(10, points.size());
      for (JsonNode point : points) {
        double u = point.get("u").doubleValue();
        double got = truth.at(point.get("x").doubleValue(), point.get("t").doubleValue());
        assertEquals(u, got, 1e-10 * Math.abs(u), point.toString());
        // The rule's own error in the shock is in these numbers, so they agree better.
        double sameRule = point.get("gh200").doubleValue();
        assertEquals(sameRule, got, 2e-12 * Math.abs(sameRule), point.toString());
      }
    }
  }

  @Test
  void atTimeZeroItIsTheInitialSine() {
    Tensor points = Tensor.matrix(new double[][] {{-0.7, 0}, {0.1, 0}, {1, 0}});
    double[] u = truth.at(points).toArray();
    assertEquals(Math.sin(0.7 * Math.PI), u[0], 1e-12);
    assertEquals(-Math.sin(0.1 * Math.PI), u[1], 1e-12);
    assertEquals(0, u[2], 1e-12);
  }

  /** ∫ z^2k exp(−z²) dz = Γ(k + ½), which is √π · 1/2 · 3/2 · … */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20, 200})
  void theRuleIntegratesPolynomialsExactly(int nodes) {
    GaussHermite rule = GaussHermite.of(nodes);
    double moment = Math.sqrt(Math.PI);
    for (int k = 0; k < Math.min(nodes, 12); k++) {
      double sum = 0;
      for (int i = 0; i < rule.size(); i++) {
        sum += rule.weight(i) * Math.pow(rule.node(i), 2 * k);
      }
      assertEquals(moment, sum, 1e-12 * moment, "power " + 2 * k);
      moment *= k + 0.5;
    }
  }
}
