package org.fluxion.layers.conformance;

import java.util.List;
import org.fluxion.FluxionException;
import org.fluxion.layers.Applied;
import org.fluxion.layers.State;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Rows are samples: a layer takes any number of them, one by one or together. */
final class BatchRules {
  private BatchRules() {}

  static List<LayerRule> all() {
    return List.of(
        LayerRule.once(
            "L3.1",
            "a batch of one is a batch",
            "The last batch of an epoch may have one row.",
            BatchRules::batchOfOne),
        LayerRule.once(
            "L3.2",
            "in test mode each row is on its own",
            "What a model says about a sample does not depend on what else is asked.",
            BatchRules::rowsAlone),
        LayerRule.once(
            "L3.3",
            "rows do not influence each other",
            "Jacobians of many rows in one sweep are right for independent rows only; a layer that"
                + " couples rows declares ROWS_COUPLED.",
            BatchRules::rowsIndependent),
        LayerRule.once(
            "L3.4",
            "an empty batch is defined or refused",
            "NaN from a mean over nothing spoils a state for good.",
            BatchRules::emptyBatch),
        LayerRule.once(
            "L3.5",
            "another last axis is refused",
            "Broadcasting would turn a wrong input into a wrong answer; a layer that takes any"
                + " number of features declares ANY_FEATURES.",
            BatchRules::wrongLastAxis));
  }

  private static int rows(Tensor x) {
    return x.shape().get(0);
  }

  private static void batchOfOne(LayerSample sample) {
    Shape batch = sample.apply(sample.input()).y().shape();
    Violation.unless(
        batch.rank() > 0 && batch.get(0) == rows(sample.input()),
        () ->
            "the input has shape "
                + sample.input().shape()
                + " and the output "
                + batch
                + ": not as many rows");
    Tensor one = sample.apply(sample.input().slice(0, 0, 1)).y();
    int[] expected = batch.toArray();
    expected[0] = 1;
    Violation.unless(
        one.shape().equals(Shape.of(expected)),
        () -> "a batch of one gives shape " + one.shape() + ", expected " + Shape.of(expected));
    Violation.unless(finite(List.of(one)), () -> "a batch of one gives " + one);
  }

  private static void rowsAlone(LayerSample sample) {
    State st = sample.testState();
    Tensor together = sample.layer().apply(sample.input(), sample.parameters(), st).y();
    for (int row = 0; row < rows(sample.input()); row++) {
      Tensor x = sample.input().slice(0, row, row + 1);
      Tensor alone = sample.layer().apply(x, sample.parameters(), st).y();
      // Sums of other lengths may be added up in another order.
      Compare.close(
          together.slice(0, row, row + 1), alone, Compare.EXACT, "row " + row + " by itself");
    }
  }

  private static void rowsIndependent(LayerSample sample) {
    if (sample.is(Trait.ROWS_COUPLED)) {
      throw new Skip("the layer declares that its rows are coupled");
    }
    Tensor before = sample.apply(sample.input()).y();
    int last = rows(sample.input()) - 1;
    Tensor head = sample.input().slice(0, 0, last);
    Tensor first = sample.input().slice(0, 0, 1);
    Tensor after = sample.apply(Tensor.concat(0, head, first)).y();
    Compare.close(
        before.slice(0, 0, last),
        after.slice(0, 0, last),
        Compare.EXACT,
        "the other rows when the last one is replaced by the first");
  }

  private static void emptyBatch(LayerSample sample) {
    Applied applied;
    try {
      applied = sample.apply(sample.input().slice(0, 0, 0));
    } catch (FluxionException refused) {
      return;
    }
    Shape shape = applied.y().shape();
    Violation.unless(
        shape.rank() > 0 && shape.get(0) == 0,
        () -> "an empty batch gives an output of shape " + shape);
    Violation.unless(
        finite(applied.st().tensors()), () -> "an empty batch leaves the state " + applied.st());
  }

  private static boolean finite(List<Tensor> tensors) {
    for (Tensor tensor : tensors) {
      for (double element : tensor.toArray()) {
        if (!Double.isFinite(element)) {
          return false;
        }
      }
    }
    return true;
  }

  private static void wrongLastAxis(LayerSample sample) {
    if (sample.is(Trait.ANY_FEATURES)) {
      throw new Skip("the layer declares that it takes any number of features");
    }
    Tensor x = sample.input();
    int axis = x.rank() - 1;
    int length = x.shape().get(axis);
    for (Tensor wrong : List.of(x.pad(axis, 0, 1), x.slice(axis, 0, 1), x.slice(axis, 0, 0))) {
      if (wrong.shape().get(axis) != length) {
        refuses(sample, wrong);
      }
    }
  }

  private static void refuses(LayerSample sample, Tensor wrong) {
    Applied applied;
    try {
      applied = sample.apply(wrong);
    } catch (FluxionException refused) {
      return;
    }
    throw new Violation(
        "an input of shape "
            + wrong.shape()
            + " in place of "
            + sample.input().shape()
            + " gives an output of shape "
            + applied.y().shape()
            + " and no FluxionException");
  }
}
