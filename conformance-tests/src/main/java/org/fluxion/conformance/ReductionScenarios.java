package org.fluxion.conformance;

import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.sqrt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fluxion.conformance.Scenario.Closed;
import org.fluxion.tensor.Tensor;

/** Each reduction: of a whole vector or matrix, and along some axes of a tensor of rank 3. */
final class ReductionScenarios {
  private static final double[] SIX = {1, -2, 0.5, 3, 0.25, -1};
  private static final double[] TWELVE = {1, -2, 0.5, 3, 2, -1, 0.3, 0.7, -0.4, 1.2, 0.9, -1.1};

  private ReductionScenarios() {}

  /** A reduction. */
  @FunctionalInterface
  private interface Over {
    Tensor of(Tensor x, int... axes);
  }

  /** An element of a Hessian. */
  @FunctionalInterface
  private interface Bend {
    double at(double[] x, int i, int j);
  }

  /** What a reduction makes of so many numbers. */
  private record Entry(
      String name, Over f, ToDoubleFunction<double[]> value, Closed gradient, Bend bend) {}

  private static final Bend NONE = (x, i, j) -> 0;

  private static final List<Entry> TABLE =
      List.of(
          new Entry(
              "sum", Tensor::sum, x -> Arrays.stream(x).sum(), x -> filled(x.length, 1), NONE),
          new Entry(
              "mean",
              Tensor::mean,
              x -> Arrays.stream(x).sum() / x.length,
              x -> filled(x.length, 1.0 / x.length),
              NONE),
          new Entry(
              "prod",
              Tensor::prod,
              x -> without(x, -1, -1),
              x -> each(x, i -> without(x, i, -1)),
              (x, i, j) -> i == j ? 0 : without(x, i, j)),
          new Entry(
              "max",
              Tensor::max,
              x -> Arrays.stream(x).max().orElseThrow(),
              x -> each(x, i -> x[i] == Arrays.stream(x).max().orElseThrow() ? 1 : 0),
              NONE),
          new Entry(
              "min",
              Tensor::min,
              x -> Arrays.stream(x).min().orElseThrow(),
              x -> each(x, i -> x[i] == Arrays.stream(x).min().orElseThrow() ? 1 : 0),
              NONE),
          new Entry(
              "logSumExp",
              Tensor::logSumExp,
              x -> log(total(x)),
              x -> each(x, i -> exp(x[i]) / total(x)),
              (x, i, j) -> {
                double p = exp(x[i]) / total(x);
                return (i == j ? p : 0) - p * exp(x[j]) / total(x);
              }),
          new Entry(
              "norm",
              Tensor::norm,
              ReductionScenarios::length,
              x -> each(x, i -> x[i] / length(x)),
              (x, i, j) -> ((i == j ? 1 : 0) - x[i] * x[j] / (length(x) * length(x))) / length(x)));

  static List<Scenario> all() {
    List<Scenario> scenarios = new ArrayList<>();
    for (Entry entry : TABLE) {
      scenarios.add(ofVector(entry));
      scenarios.add(ofMatrix(entry));
      scenarios.add(alongMiddleAxis(entry));
      scenarios.add(alongOuterAxes(entry));
    }
    return scenarios;
  }

  private static Scenario ofVector(Entry e) {
    return ofAll(e, " of a vector", Tensor.vector(Arrays.copyOf(TWELVE, 5)));
  }

  private static Scenario ofMatrix(Entry e) {
    return ofAll(e, " of a matrix", Tensor.of(SIX, 2, 3));
  }

  private static Scenario ofAll(Entry e, String what, Tensor at) {
    return Scenario.of(
        e.name() + what,
        x -> e.f().of(x),
        at,
        x -> new double[] {e.value().applyAsDouble(x)},
        e.gradient(),
        x -> {
          double[] hessian = new double[x.length * x.length];
          Arrays.setAll(hessian, k -> e.bend().at(x, k / x.length, k % x.length));
          return hessian;
        });
  }

  private static Scenario alongMiddleAxis(Entry e) {
    return Scenario.first(
        e.name() + " along the middle axis of rank 3",
        x -> e.f().of(x, 1),
        Tensor.of(TWELVE, 2, 3, 2),
        x -> each(new double[4], i -> e.value().applyAsDouble(fibre(x, i))),
        x -> {
          double[] jacobian = new double[4 * x.length];
          for (int i = 0; i < 4; i++) {
            double[] slopes = e.gradient().at(fibre(x, i));
            for (int k = 0; k < 3; k++) {
              jacobian[i * x.length + place(i, k)] = slopes[k];
            }
          }
          return jacobian;
        });
  }

  /** The axes are not neighbours, and are named in reverse. */
  private static Scenario alongOuterAxes(Entry e) {
    return Scenario.first(
        e.name() + " along the outer axes of rank 3",
        x -> e.f().of(x, 2, 0),
        Tensor.of(TWELVE, 2, 3, 2),
        x -> each(new double[3], i -> e.value().applyAsDouble(slab(x, i))),
        x -> {
          double[] jacobian = new double[3 * x.length];
          for (int i = 0; i < 3; i++) {
            double[] slopes = e.gradient().at(slab(x, i));
            for (int k = 0; k < 4; k++) {
              jacobian[i * x.length + place(k, i)] = slopes[k];
            }
          }
          return jacobian;
        });
  }

  private static double[] slab(double[] x, int i) {
    return new double[] {x[place(0, i)], x[place(1, i)], x[place(2, i)], x[place(3, i)]};
  }

  /** {@return where the k-th of the three elements is that result i comes from} */
  private static int place(int i, int k) {
    return i / 2 * 6 + k * 2 + i % 2;
  }

  private static double[] fibre(double[] x, int i) {
    return new double[] {x[place(i, 0)], x[place(i, 1)], x[place(i, 2)]};
  }

  /** An element by its place. */
  @FunctionalInterface
  private interface Element {
    double at(int i);
  }

  private static double[] each(double[] like, Element element) {
    double[] elements = new double[like.length];
    Arrays.setAll(elements, element::at);
    return elements;
  }

  private static double[] filled(int count, double value) {
    double[] elements = new double[count];
    Arrays.fill(elements, value);
    return elements;
  }

  /** {@return the product of all elements but two} */
  private static double without(double[] x, int i, int j) {
    double product = 1;
    for (int k = 0; k < x.length; k++) {
      product *= k == i || k == j ? 1 : x[k];
    }
    return product;
  }

  private static double total(double[] x) {
    return Arrays.stream(x).map(Math::exp).sum();
  }

  private static double length(double[] x) {
    return sqrt(Arrays.stream(x).map(v -> v * v).sum());
  }
}
