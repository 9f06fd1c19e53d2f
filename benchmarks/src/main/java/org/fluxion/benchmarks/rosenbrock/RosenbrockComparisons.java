package org.fluxion.benchmarks.rosenbrock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Figure;
import org.fluxion.benchmarks.measure.Goal;

/** What of the Rosenbrock function is compared with what. */
public final class RosenbrockComparisons {
  /** Numbers of variables. */
  static final int[] SIZES = {10, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  private static final int SMALLEST_GROWTH = 1_000;
  private static final double LARGEST_GROWTH = 1.5;
  private static final double LARGEST_FACADE = 1.05;
  private static final int SMALL = 10;
  private static final int LARGE = 100_000;

  private RosenbrockComparisons() {}

  /**
   * {@return the gradient in scalar code}
   *
   * @param n 10, 1,000 or 100,000 variables
   */
  public static List<Comparison> scalar(int n) {
    String subject = subject("scalar code", n);
    Figure prepared = time("scalar-prepared", n);
    Goal goal = Goal.ratioAtMost(n == LARGE ? 10 : 3);
    List<Comparison> all = new ArrayList<>();
    all.add(byHand(n, subject, "prepared", prepared, goal));
    all.add(allocation(subject, "scalar-prepared", n));
    // CppAD, recording at each call, took so many microseconds on a machine of this kind.
    double retaping = n == SMALL ? 1.5 : n == LARGE ? 17_800 : 176;
    all.add(Comparison.alone(subject, "eager", time("scalar-eager", n), Goal.atMost(retaping)));
    if (n != LARGE) {
      // Its numbers carry n partial derivatives each: 100,000 of them take minutes.
      all.add(
          Comparison.with(
              "Hipparchus", time("hipparchus", n), subject, "prepared", prepared, Goal.none()));
    }
    return all;
  }

  /**
   * {@return the gradient in vector code}
   *
   * @param n variables
   */
  public static List<Comparison> vector(int n) {
    String subject = subject("vector code", n);
    Figure prepared = time("vector-prepared", n);
    Goal goal = n == SMALL ? Goal.none() : Goal.ratioAtMost(2);
    return List.of(
        byHand(n, subject, "prepared", prepared, goal),
        Comparison.with("PyTorch", time("pytorch", n), subject, "prepared", prepared, Goal.none()),
        allocation(subject, "vector-prepared", n),
        Comparison.with(
            "PyTorch", time("pytorch", n), subject, "eager", time("vector-eager", n), Goal.none()));
  }

  /** {@return what the facade adds to the engine} */
  public static Comparison facade() {
    int n = SMALLEST_GROWTH;
    return Comparison.with(
        "bare engine",
        time("vector-engine", n),
        subject("vector code", n),
        "eager, by the facade",
        time("vector-eager", n),
        Goal.ratioAtMost(LARGEST_FACADE));
  }

  /** {@return by what factor an element takes longer in larger problems than in small ones} */
  public static List<Comparison> growth() {
    List<Comparison> all = new ArrayList<>();
    for (int n : SIZES) {
      if (n > SMALLEST_GROWTH) {
        all.add(
            Comparison.with(
                "by hand",
                growth("hand", n),
                subject("vector code", n),
                "growth of time per element from n = 1,000",
                growth("vector-prepared", n),
                Goal.ratioAtMost(LARGEST_GROWTH)));
      }
    }
    return all;
  }

  private static Comparison byHand(int n, String subject, String measure, Figure value, Goal goal) {
    return Comparison.with("by hand", time("hand", n), subject, measure, value, goal);
  }

  private static Comparison allocation(String subject, String style, int n) {
    Figure bytes = Figure.bytes(Rosenbrock.workload(style, n));
    return Comparison.alone(subject, "bytes allocated, into", bytes, Goal.atMost(0));
  }

  private static Figure growth(String style, int n) {
    return Figure.growth(
        Rosenbrock.workload(style, SMALLEST_GROWTH),
        SMALLEST_GROWTH,
        Rosenbrock.workload(style, n),
        n);
  }

  private static Figure time(String style, int n) {
    return Figure.time(Rosenbrock.workload(style, n));
  }

  private static String subject(String style, int n) {
    return String.format(Locale.ROOT, "Rosenbrock, %s, n = %,d", style, n);
  }
}
