package org.fluxion.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Sums, extrema, norms over axes: each element of the result comes from a group of elements. */
final class Reductions {
  private Reductions() {}

  static <T> List<T> sum(Application<T> a) {
    return sums(a, groups(a));
  }

  /** {@return the sum of each group, from the group that each element belongs to} */
  static <T> List<T> sums(Application<T> a, int[] groups) {
    List<@Nullable T> sums = new ArrayList<>();
    for (int i = 0; i < a.shape().size(); i++) {
      sums.add(null);
    }
    for (int i = 0; i < groups.length; i++) {
      T element = a.first().get(i);
      T sum = sums.get(groups[i]);
      sums.set(groups[i], sum == null ? element : a.field().plus(sum, element));
    }
    List<T> result = new ArrayList<>(sums.size());
    for (T sum : sums) {
      result.add(sum == null ? a.field().constant(0) : sum);
    }
    return result;
  }

  static <T> List<T> cumulativeSum(Application<T> a) {
    int axis = (int) a.number();
    int[] lengths = a.shape().toArray();
    int inner = 1;
    for (int i = axis + 1; i < lengths.length; i++) {
      inner *= lengths[i];
    }
    int block = lengths[axis] * inner;
    List<T> result = new ArrayList<>(a.first().size());
    for (int i = 0; i < a.first().size(); i++) {
      T element = a.first().get(i);
      result.add(i % block < inner ? element : a.field().plus(result.get(i - inner), element));
    }
    return result;
  }

  static <T> List<T> max(Application<T> a) {
    return each(a, group -> extremum(a.field(), group, 1));
  }

  static <T> List<T> min(Application<T> a) {
    return each(a, group -> extremum(a.field(), group, -1));
  }

  /** {@return the element that is largest by sign · value; the mean of those that tie for it} */
  private static <T> T extremum(ScalarField<T> field, List<T> group, int sign) {
    List<T> ties = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (T element : group) {
      double value = sign * field.value(element);
      if (Double.isNaN(value)) {
        return element;
      }
      if (value > best) {
        ties.clear();
        best = value;
      }
      if (value == best) {
        ties.add(element);
      }
    }
    if (ties.size() == 1) {
      return ties.get(0);
    }
    T mean = field.constant(0);
    for (T tie : ties) {
      mean = field.plus(mean, field.times(tie, 1.0 / ties.size()));
    }
    return mean;
  }

  /** {@return log Σ exp(x − m) + m with the largest element m; an element of −∞ has no weight} */
  static <T> @Nullable List<T> logSumExp(Application<T> a) {
    ScalarField<T> field = a.field();
    UnaryOperator<T> exp = field.function("exp");
    UnaryOperator<T> log = field.function("log");
    if (exp == null || log == null) {
      return null;
    }
    return each(
        a,
        group -> {
          double largest = Double.NEGATIVE_INFINITY;
          for (T element : group) {
            largest = Math.max(largest, field.value(element));
          }
          // exp(∞ − ∞) would be NaN; an infinite maximum is the answer as it is.
          double shift = Double.isInfinite(largest) ? 0 : largest;
          T sum = field.constant(0);
          for (T element : group) {
            sum = field.plus(sum, exp.apply(field.plus(element, -shift)));
          }
          return field.plus(log.apply(sum), shift);
        });
  }

  static <T> @Nullable List<T> norm(Application<T> a) {
    UnaryOperator<T> sqrt = a.field().function("sqrt");
    if (a.axes().length == 0) {
      return each(a, group -> Kinks.abs(a.field(), group.get(0)));
    }
    return sqrt == null ? null : each(a, group -> Lengths.of(a.field(), sqrt, group));
  }

  private static <T> List<T> each(Application<T> a, Function<List<T>, T> reduce) {
    int[] groups = groups(a);
    List<List<T>> members = new ArrayList<>();
    for (int i = 0; i < a.shape().size(); i++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < groups.length; i++) {
      members.get(groups[i]).add(a.first().get(i));
    }
    List<T> result = new ArrayList<>(members.size());
    for (List<T> group : members) {
      result.add(reduce.apply(group));
    }
    return result;
  }

  /** {@return for each element the place in the result that it goes into} */
  private static int[] groups(Application<?> a) {
    Shape from = a.first().shape();
    int[] kept = from.toArray();
    for (int axis : a.axes()) {
      kept[axis] = 1;
    }
    double[] places = new double[a.shape().size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    double[] spread = Tensor.of(places, kept).broadcastTo(from.toArray()).toArray();
    int[] groups = new int[spread.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = (int) spread[i];
    }
    return groups;
  }
}
