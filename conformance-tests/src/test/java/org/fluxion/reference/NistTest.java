package org.fluxion.reference;

import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.valueGradientAndHessian;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.ValueGradientAndHessian;
import org.fluxion.conformance.Close;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Nonlinear regression problems of NIST of lower and average difficulty. */
class NistTest {
  /** Certified values have eleven digits, so no more can be had. */
  private static final double CERTIFIED = 11;

  private static final double WANTED = 6;

  /**
   * At the best fit of data made to 13 digits, residuals are 1e-13 of measurements near 1, and what
   * is left of them in double depends on the order of additions.
   */
  private static final double OF_ROUNDED_RESIDUALS = 1e-5;

  @TestFactory
  Stream<DynamicNode> levenbergMarquardtFindsTheCertifiedDigits() {
    List<Double> digits = new ArrayList<>();
    Stream<DynamicNode> runs =
        NistModels.BY_NAME.keySet().stream()
            .sorted()
            .map(NistProblem::read)
            .flatMap(problem -> IntStream.range(0, 2).mapToObj(i -> run(problem, i, digits)));
    DynamicNode count =
        dynamicTest(
            "at least 37 of 38 runs reach six digits",
            () -> {
              assertEquals(38, digits.size());
              assertTrue(digits.stream().filter(d -> d >= WANTED).count() >= 37, digits.toString());
            });
    return Stream.concat(runs, Stream.of(count));
  }

  private static DynamicTest run(NistProblem problem, int start, List<Double> digits) {
    String name = problem.name() + " from start " + (start + 1);
    return dynamicTest(
        name,
        () -> {
          NistFit fit = NistFit.of(problem, problem.starts().get(start));
          double ofParameters = digits(problem.certified(), fit.parameters());
          double ofRss = digits(Tensor.scalar(problem.certifiedRss()), Tensor.scalar(fit.rss()));
          double worse = Math.min(ofParameters, ofRss);
          digits.add(worse);
          String found =
              String.format(
                  Locale.ROOT,
                  "NIST %s: certified digits %.1f of the parameters, %.1f of the residual sum of"
                      + " squares, after %d evaluations",
                  name,
                  ofParameters,
                  ofRss,
                  fit.evaluations());
          System.out.println(found);
          assertTrue(worse >= WANTED, found);
        });
  }

  /**
   * {@return how many digits of the worst element are right: minus the log of its relative error}
   */
  private static double digits(Tensor certified, Tensor found) {
    double error = found.minus(certified).div(certified).abs().max().item();
    return Math.min(CERTIFIED, -Math.log10(error));
  }

  @TestFactory
  Stream<DynamicNode> derivativesOfTheResidualSumAgree() {
    return Resources.elements(Resources.json("/nist/reference.json").get("problems"))
        .map(
            expected -> {
              NistProblem problem = NistProblem.read(expected.get("name").textValue());
              return dynamicContainer(
                  problem.name(),
                  Stream.of("start1", "start2", "certified_point")
                      .flatMap(point -> derivatives(problem, point, expected.get(point))));
            });
  }

  private static Stream<DynamicNode> derivatives(
      NistProblem problem, String point, JsonNode expected) {
    boolean rounded = problem.name().equals("Lanczos1") && point.equals("certified_point");
    double tolerance = rounded ? OF_ROUNDED_RESIDUALS : Close.EXACT;
    return Stream.of("forward", "reverse", "mixed")
        .map(
            spec ->
                dynamicTest(
                    "at " + point + " by " + spec,
                    () -> assertDerivatives(problem, Backends.named(spec), expected, tolerance)));
  }

  private static void assertDerivatives(
      NistProblem problem, Backend backend, JsonNode expected, double tolerance) {
    Tensor b = Resources.vector(expected.get("b"));
    Tensor j = jacobian(backend, problem.residuals(), b);
    assertClose(Resources.vector(expected.get("jac_row0")), j.get(0), "first row of the Jacobian");
    assertClose(
        Resources.vector(expected.get("jac_row_last")),
        j.get(problem.y().size() - 1),
        "last row of the Jacobian");

    double rss = expected.get("rss").doubleValue();
    ValueGradientAndHessian actual = valueGradientAndHessian(backend, problem.rss(), b);
    assertClose(rss, actual.value().item(), tolerance, "residual sum of squares");

    // The gradient is 2 Jᵀr, and near the best fit what cancellation leaves of that; the Hessian
    // begins with 2 JᵀJ. So they are measured by the norms of J's columns and of r.
    Tensor jtj = Resources.matrix(expected.get("JtJ"));
    Tensor norms = jtj.diag().sqrt();
    Tensor products = norms.outer(norms);
    assertWithin(tolerance, jtj, j.transpose().matmul(j), products, "JᵀJ");
    assertWithin(
        tolerance,
        Resources.vector(expected.get("grad_rss")),
        actual.gradient(),
        norms.times(2 * Math.sqrt(rss)),
        "gradient");
    assertWithin(
        tolerance,
        Resources.matrix(expected.get("hessian_rss")),
        actual.hessian(),
        products.times(2),
        "Hessian");
  }

  private static void assertWithin(
      double tolerance, Tensor expected, Tensor actual, Tensor scale, String what) {
    Tensor allowed = scale.maximum(expected.abs()).times(tolerance);
    assertEquals(
        Tensor.zeros(expected.shape()),
        actual.minus(expected).abs().lessOrEqual(allowed).unaryMinus().plus(1),
        what + ": 1 where it is off; expected " + expected + ", actual " + actual);
  }
}
