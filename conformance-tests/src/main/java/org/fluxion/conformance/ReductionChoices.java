package org.fluxion.conformance;

import static org.fluxion.conformance.Operation.unary;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.fluxion.conformance.Operation.Trait;
import org.fluxion.tensor.Tensor;

/** Steps that sum up axes: some of them, or all. */
final class ReductionChoices {
  /** How much the elements of a maximum differ, so that which one it is does not change. */
  private static final double GAP = 0.05;

  private ReductionChoices() {}

  /** An operation over axes. */
  @FunctionalInterface
  private interface Over {
    Tensor of(Tensor x, int... axes);
  }

  static List<Choice> all() {
    Predicate<Tensor[]> always = x -> true;
    return List.of(
        over("sum", Tensor::sum, always, Trait.SMOOTH),
        over("mean", Tensor::mean, always, Trait.SMOOTH),
        over("prod", Tensor::prod, always, Trait.SMOOTH),
        over("logSumExp", Tensor::logSumExp, always, Trait.SMOOTH),
        over("norm", Tensor::norm, ReductionChoices::isLarge, Trait.SMOOTH),
        over("max", Tensor::max, ReductionChoices::isDistinct, Trait.KINKED),
        over("min", Tensor::min, ReductionChoices::isDistinct, Trait.KINKED),
        new Choice(
            1,
            (random, shapes) -> {
              if (shapes[0].rank() == 0) {
                return null;
              }
              int axis = random.nextInt(shapes[0].rank());
              return unary("cumsum(" + axis + ")", x -> x.cumsum(axis));
            }));
  }

  private static Choice over(String name, Over apply, Predicate<Tensor[]> safe, Trait trait) {
    return new Choice(
        1,
        (random, shapes) -> {
          int[] axes = someAxes(random, shapes[0].rank());
          return unary(name + "(" + Source.list(axes) + ")", x -> apply.of(x, axes))
              .whereAll(safe)
              .as(trait);
        });
  }

  /** {@return some axes; none, which stands for all, in one case of three} */
  private static int[] someAxes(SplittableRandom random, int rank) {
    return random.nextInt(3) == 0
        ? new int[0]
        : IntStream.range(0, rank).filter(axis -> random.nextBoolean()).toArray();
  }

  private static boolean isLarge(Tensor[] x) {
    return x[0].abs().min().item() > GAP;
  }

  private static boolean isDistinct(Tensor[] x) {
    double[] sorted = x[0].toArray();
    Arrays.sort(sorted);
    return IntStream.range(1, sorted.length).allMatch(i -> sorted[i] - sorted[i - 1] > GAP);
  }
}
