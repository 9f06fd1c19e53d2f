package org.fluxion.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.FluxionException;
import org.fluxion.conformance.OperatorCost.Declined;
import org.fluxion.conformance.OperatorCost.Measured;
import org.fluxion.conformance.OperatorCost.Wrong;
import org.fluxion.conformance.Passes.Pass;
import org.fluxion.tensor.Tensor;

/**
 * Measures backends side by side: each operator, on the same problems with known answers.
 *
 * <p>The problems are the scenarios of rules B1, without those that are badly scaled, and without
 * those that apply a primitive which one of the backends refuses. Times are an impression from one
 * process, in which the backends take turns; they are not a benchmark. Immutable.
 */
public final class BackendComparison {
  private static final Duration USUAL = Duration.ofMillis(400);

  private final Map<String, Backend> backends;
  private final Map<String, String> unusable;
  private final Duration duration;

  private BackendComparison(
      Map<String, Backend> backends, Map<String, String> unusable, Duration duration) {
    this.backends = backends;
    this.unusable = unusable;
    this.duration = duration;
  }

  /**
   * {@return a comparison}
   *
   * @param backends by the names that the report gives them, in its order
   * @param unusable those that were found and do not work, with the reason
   * @throws FluxionException if there is no backend
   */
  public static BackendComparison of(Map<String, Backend> backends, Map<String, String> unusable) {
    if (backends.isEmpty()) {
      throw new FluxionException("comparison: there is no backend to compare; give one or more");
    }
    return new BackendComparison(new LinkedHashMap<>(backends), Map.copyOf(unusable), USUAL);
  }

  /** {@return the same, but timing each operator on all backends together for about this long} */
  public BackendComparison lasting(Duration time) {
    return new BackendComparison(backends, unusable, time);
  }

  /** {@return the operators that are measured, in the order of the report} */
  public static List<String> operators() {
    return Operators.ALL.stream().map(Operator::name).toList();
  }

  /**
   * {@return what came of it}
   *
   * @param listener is told the name of each operator before it is measured, in this thread
   */
  public ComparisonReport run(Consumer<? super String> listener) {
    List<Problem> problems = problems();
    List<ComparisonReport.Row> rows = new ArrayList<>();
    for (Operator operator : Operators.ALL) {
      listener.accept(operator.name());
      rows.add(row(operator, problems.stream().filter(operator.applies()).toList()));
    }
    return new ComparisonReport(List.copyOf(backends.keySet()), rows, unusable);
  }

  private List<Problem> problems() {
    List<Subject> subjects =
        backends.values().stream().map(b -> new Subject(b, Settings.configured())).toList();
    Subject any = subjects.get(0);
    return Scenario.all().stream()
        .filter(scenario -> !scenario.traits().contains(Scenario.Trait.BADLY_SCALED))
        .filter(s -> subjects.stream().allMatch(one -> one.refused(s.f(), s.x()).isEmpty()))
        .map(scenario -> Problem.of(scenario, any))
        .toList();
  }

  private ComparisonReport.Row row(Operator operator, List<Problem> problems) {
    Map<String, OperatorCost> costs = new LinkedHashMap<>();
    if (problems.isEmpty()) {
      String reason = "there is no problem whose primitives every backend supports";
      backends.keySet().forEach(name -> costs.put(name, new Declined(reason)));
      return new ComparisonReport.Row(operator.name(), 0, costs);
    }
    Map<String, Backend> right = new LinkedHashMap<>();
    backends.forEach(
        (name, backend) -> {
          OperatorCost cost = untimed(operator, backend, problems);
          costs.put(name, cost);
          if (cost instanceof Measured) {
            right.put(name, backend);
          }
        });
    TimedCalls.Call call = TimedCalls.ALL.get(operator.name());
    if (call == null) {
      throw new IllegalStateException("no call for " + operator.name());
    }
    Passes.of(call, right, problems, duration)
        .forEach(
            (name, passes) ->
                costs.computeIfPresent(
                    name, (key, cost) -> timed((Measured) cost, passes, problems.size())));
    return new ComparisonReport.Row(operator.name(), problems.size(), costs);
  }

  private static Measured timed(Measured untimed, List<Pass> passes, int problems) {
    return new Measured(
        untimed.error(),
        untimed.evaluations(),
        Passes.nanoseconds(passes) / 1e3 / problems,
        Passes.bytes(passes) / problems);
  }

  /** {@return error and evaluations of the operator on all problems} */
  private static OperatorCost untimed(Operator operator, Backend backend, List<Problem> problems) {
    Subject subject = new Subject(backend, Settings.configured());
    AtomicLong evaluations = new AtomicLong();
    double[] largest = {0};
    for (Problem problem : problems) {
      Ask.Judge judge =
          (expected, got, tolerance, what, point) -> {
            Expect.close(expected, got, tolerance, what, point);
            largest[0] = Math.max(largest[0], error(expected, got));
          };
      try {
        operator.check(Ask.of(subject, counting(problem, evaluations), judge));
      } catch (Skip skip) {
        return new Declined(skip.reason());
      } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
        String what = e instanceof Mismatch ? String.valueOf(e.getMessage()) : e.toString();
        return new Wrong(what + " at " + problem.x());
      }
    }
    return new Measured(largest[0], (double) evaluations.get() / problems.size(), 0, 0);
  }

  private static Problem counting(Problem p, AtomicLong evaluations) {
    Differentiable<Tensor> f = p.f();
    return new Problem(
        x -> {
          evaluations.incrementAndGet();
          return f.apply(x);
        },
        p.x(),
        p.value(),
        p.jacobian(),
        p.second(),
        p.rowwise(),
        p.tangent(),
        p.cotangent());
  }

  private static double error(Tensor expected, Tensor got) {
    double[] e = expected.toArray();
    double[] g = got.toArray();
    double difference = 0;
    for (int i = 0; i < e.length; i++) {
      boolean same = e[i] == g[i] || Double.compare(e[i], g[i]) == 0; // NaN is itself, and so is 0
      difference = Math.max(difference, same ? 0 : Math.abs(e[i] - g[i]));
    }
    return difference / Math.max(1, Close.largest(e));
  }
}
