package org.fluxion.benchmarks.jacobian;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Figure;
import org.fluxion.benchmarks.measure.Goal;

/** Jacobians beside as many sweeps as they take. */
public final class JacobianComparisons {
  /** Numbers of variables. */
  static final int[] SIZES = {100, 1_000};

  private static final double LARGEST_RATIO = 1.2;

  private JacobianComparisons() {}

  /** {@return what is compared} */
  public static List<Comparison> all() {
    List<Comparison> all = new ArrayList<>();
    for (int n : SIZES) {
      String subject = String.format(Locale.ROOT, "Jacobian, %,d to %,d", n, n);
      Figure eager = Figure.time(JacobianWorkloads.id(n, "eager"));
      String prepared = JacobianWorkloads.id(n, "prepared");
      double sweeps = (double) n / JacobianWorkloads.BATCH;
      all.add(
          Comparison.with(
              "n / 32 sweeps of 32 tangents",
              Figure.time(JacobianWorkloads.id(n, "sweep"), sweeps),
              subject,
              "eager",
              eager,
              Goal.ratioAtMost(LARGEST_RATIO)));
      all.add(
          Comparison.with("eager", eager, subject, "prepared", Figure.time(prepared), Goal.none()));
      all.add(
          Comparison.alone(
              subject, "bytes allocated, into", Figure.bytes(prepared), Goal.atMost(0)));
    }
    return all;
  }
}
