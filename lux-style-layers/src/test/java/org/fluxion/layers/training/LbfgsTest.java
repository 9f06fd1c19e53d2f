package org.fluxion.layers.training;

import static org.fluxion.layers.training.Trees.PS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.StructureException;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LbfgsTest {
  private static final Backend BACKEND = Backends.named("mixed");

  /** A function with its start and its minimum, as published. */
  private record Problem(String name, TensorFunction f, double[] start, double[] minimum) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Tensor rosenbrock(Tensor x) {
    Tensor first = x.slice(0, 0, x.size() - 1);
    Tensor second = x.slice(0, 1, x.size());
    return second.minus(first.square()).square().times(100).plus(first.minus(1).square()).sum();
  }

  private static Tensor beale(Tensor x) {
    Tensor sum = Tensor.scalar(0);
    double[] targets = {1.5, 2.25, 2.625};
    for (int i = 0; i < targets.length; i++) {
      Tensor power = x.get(1).pow(i + 1.0);
      sum = sum.plus(x.get(0).times(power.minus(1)).plus(targets[i]).square());
    }
    return sum;
  }

  private static Tensor wood(Tensor x) {
    Tensor a = x.get(0);
    Tensor b = x.get(1);
    Tensor c = x.get(2);
    Tensor d = x.get(3);
    return b.minus(a.square())
        .square()
        .times(100)
        .plus(a.minus(1).square())
        .plus(d.minus(c.square()).square().times(90))
        .plus(c.minus(1).square())
        .plus(b.plus(d).minus(2).square().times(10))
        .plus(b.minus(d).square().times(0.1));
  }

  /**
   * J. J. Moré, B. S. Garbow and K. E. Hillstrom, ACM TOMS 7, 1981: numbers 1, 5, 14; and chained.
   */
  static Stream<Problem> problems() {
    double[] chained = new double[50];
    double[] ones = new double[50];
    for (int i = 0; i < chained.length; i++) {
      chained[i] = i % 2 == 0 ? -1.2 : 1;
      ones[i] = 1;
    }
    return Stream.of(
        new Problem(
            "Rosenbrock", LbfgsTest::rosenbrock, new double[] {-1.2, 1}, new double[] {1, 1}),
        new Problem("Beale", LbfgsTest::beale, new double[] {1, 1}, new double[] {3, 0.5}),
        new Problem(
            "Wood", LbfgsTest::wood, new double[] {-3, -1, -3, -1}, new double[] {1, 1, 1, 1}),
        new Problem(
            "quadratic, condition 1e6",
            x -> x.minus(1).square().times(Tensor.vector(1, 1e3, 1e6)).sum(),
            new double[] {0, 0, 0},
            new double[] {1, 1, 1}),
        new Problem(
            "log of cosh", x -> x.cosh().log().sum(), new double[] {30, -700}, new double[2]),
        new Problem("chained Rosenbrock of 50", LbfgsTest::rosenbrock, chained, ones),
        new Problem(
            "log barrier",
            x -> x.log().plus(x.unaryMinus().plus(1).log()).unaryMinus().sum(),
            new double[] {1e-4, 0.999},
            new double[] {0.5, 0.5}));
  }

  private static Objective objective(TensorFunction f) {
    return ps -> Derivatives.valueAndGradient(BACKEND, p -> f.apply(p.tensor("x")), ps);
  }

  private static Parameters vector(double... x) {
    return Parameters.of(Map.of("x", Tensor.vector(x)));
  }

  private static Updated start(Lbfgs lbfgs, Parameters ps) {
    return new Updated(ps, lbfgs.initialState(ps));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void publishedProblemsAreSolved(Problem problem) {
    Lbfgs lbfgs = new Lbfgs();
    Updated now = start(lbfgs, vector(problem.start()));
    long steps = -1;
    while (now.state().step() > steps && steps < 500) {
      steps = now.state().step();
      now = lbfgs.step(objective(problem.f()), now.ps(), now.state()).after();
    }
    Trees.assertClose(Tensor.vector(problem.minimum()), now.ps().tensor("x"), 1e-6);
    assertTrue(steps < 500, steps + " steps");
  }

  @Test
  void aStepCostsAboutOneEvaluation() {
    AtomicInteger evaluations = new AtomicInteger();
    Objective counted =
        ps -> {
          evaluations.incrementAndGet();
          return objective(LbfgsTest::rosenbrock).at(ps);
        };
    Lbfgs lbfgs = new Lbfgs();
    Updated now = start(lbfgs, vector(-1.2, 1));
    for (int i = 0; i < 30; i++) {
      now = lbfgs.step(counted, now.ps(), now.state()).after();
    }
    assertTrue(evaluations.get() <= 45, evaluations + " evaluations in 30 steps");
  }

  /**
   * The recursion gives the direction of the full matrix that BFGS would keep (6.17 in the book).
   */
  @Test
  void theDirectionIsThatOfTheMatrixMethod() {
    double[][] steps = {{1, 0.5, -0.25}, {0.125, 1, 0.5}, {-0.5, 0.25, 2}};
    double[][] changes = {{2, 0.25, 0.5}, {0.5, 3, -0.125}, {0.25, 0.5, 1.5}};
    LbfgsMemory memory = LbfgsMemory.empty(3, 3);
    for (int i = 0; i < steps.length; i++) {
      memory = memory.with(0, Tensor.zeros(3), Tensor.vector(steps[i]), Tensor.vector(changes[i]));
    }
    Tensor s = Tensor.vector(steps[2]);
    Tensor y = Tensor.vector(changes[2]);
    Tensor inverse = Tensor.eye(3).times(s.dot(y).div(y.dot(y)));
    for (int i = 0; i < steps.length; i++) {
      Tensor step = Tensor.vector(steps[i]);
      Tensor change = Tensor.vector(changes[i]);
      Tensor rho = step.dot(change).reciprocal();
      Tensor left = Tensor.eye(3).minus(step.outer(change).times(rho));
      inverse = left.matmul(inverse).matmul(left.transpose()).plus(step.outer(step).times(rho));
    }
    Tensor gradient = Tensor.vector(1, -2, 3);
    Trees.assertClose(inverse.matmul(gradient).unaryMinus(), memory.direction(gradient), 1e-12);
  }

  @Test
  void onlyTheLastPairsAreRemembered() {
    LbfgsMemory memory = LbfgsMemory.empty(2, 1);
    for (double step = 1; step <= 3; step++) {
      Tensor pair = Tensor.vector(step);
      memory = memory.with(step, pair, pair, pair);
    }
    assertEquals(Tensor.vector(3), memory.steps().get(0));
    assertEquals(Tensor.vector(2), memory.changes().get(1));
    assertEquals(2, memory.steps().size());
    LbfgsMemory same = memory.with(4, Tensor.vector(9), Tensor.vector(1), Tensor.vector(-1));
    assertEquals(memory.steps(), same.steps(), "no positive curvature");
    assertEquals(Tensor.vector(9), same.gradient());
  }

  @Test
  void whereTheGradientIsSmallTheParametersStayAsTheyAre() {
    Lbfgs lbfgs = new Lbfgs(5, 20, 1e-3);
    Parameters ps = vector(1e-4, -2e-4);
    OptimiserStep step = lbfgs.step(objective(x -> x.square().sum()), ps, lbfgs.initialState(ps));
    assertSame(ps, step.after().ps());
    assertEquals(0, step.after().state().step());
    assertEquals(Tensor.vector(2e-4, -4e-4), step.before().gradient().tensor("x"));
  }

  /** Where rounding hides all progress, the step says so instead of walking about. */
  @Test
  void whereNothingIsLowerTheParametersStayAsTheyAre() {
    Lbfgs lbfgs = new Lbfgs();
    Parameters ps = vector(1e-9);
    Objective flat = objective(x -> x.square().sum().plus(1));
    OptimiserStep step = lbfgs.step(flat, ps, lbfgs.initialState(ps));
    Parameters after = step.after().ps();
    for (int i = 0; i < 3; i++) {
      step = lbfgs.step(flat, after, step.after().state());
      after = step.after().ps();
    }
    assertEquals(0, after.tensor("x").item(), 1e-8);
  }

  @Test
  void theStateOfAnotherModelOrOptimiserIsRefused() {
    Lbfgs lbfgs = new Lbfgs(2, 10, 0);
    Objective objective = ps -> Derivatives.valueAndGradient(BACKEND, p -> p.flatten().sum(), ps);
    assertEquals(
        "Lbfgs: the state has 2 tensors and 3 numbers, expected 6 and 16 for 2 pairs of 3"
            + " parameters; it belongs to another optimiser or model",
        assertThrows(
                StructureException.class,
                () -> lbfgs.step(objective, PS, new Lion(1).initialState(PS)))
            .getMessage());
  }

  @Test
  void badNumbersAreNamed() {
    assertRefused("Lbfgs: pairs must be at least 1, given 0", () -> new Lbfgs(0, 1, 0));
    assertRefused("Lbfgs: maxEvaluations must be at least 1, given 0", () -> new Lbfgs(1, 0, 0));
    assertRefused(
        "Lbfgs: tolerance must be at least 0 and finite, given -1.0", () -> new Lbfgs(1, 1, -1));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }
}
