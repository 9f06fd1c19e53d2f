package org.fluxion.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A program in blocks of rows gives what it gives as a whole, whatever the blocks. */
class BlocksTest {
  private static final int ROWS = 20;

  /** Of x, a batch, and of w, b and v, parameters; v has as many rows as the batch. */
  private record Sample(String name, MultiFunction f) {}

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample("layers", t -> new Tensor[] {layers(t).square().sum()}),
          new Sample("rows as result", t -> new Tensor[] {layers(t)}),
          new Sample("rows and total", t -> new Tensor[] {layers(t), layers(t).sum()}),
          new Sample(
              "after the total",
              t -> new Tensor[] {layers(t).mean().exp().times(t[1]), t[1].square()}),
          new Sample(
              "a product over the rows",
              t -> new Tensor[] {t[0].transpose().matmul(layers(t)).plus(t[1])}),
          new Sample(
              "a total that the block itself needs too",
              t -> {
                Tensor total = t[0].transpose().matmul(layers(t));
                return new Tensor[] {total, total.plus(t[1]), t[2].exp()};
              }),
          new Sample("sums of rows", t -> new Tensor[] {layers(t).sum(1), layers(t).sum(0)}),
          new Sample(
              "other axes",
              t ->
                  new Tensor[] {
                    Tensor.concat(1, t[0].slice(1, 0, 2), layers(t)).flip(1).cumsum(1).max(1).sum()
                  }),
          new Sample(
              "a parameter as long as the batch",
              t -> new Tensor[] {layers(t).square().sum(), t[3].exp(), t[0].matmul(t[1])}),
          new Sample(
              "a constant as long as the batch",
              t -> new Tensor[] {layers(t).minus(Plans.random(9, ROWS, 4)).square().sum()}),
          new Sample("what depends on no row", t -> new Tensor[] {layers(t).sum(), t[2].sum()}),
          new Sample(
              "rows that come from an operation",
              t -> {
                Tensor[] parts = {t[0].flatten().reshape(ROWS, 3), t[1], t[2]};
                return new Tensor[] {layers(parts).square().sum()};
              }),
          new Sample(
              "rows that are put together",
              t -> new Tensor[] {Tensor.concat(0, t[2], layers(t).square().flatten(), t[2])}),
          new Sample(
              "rows that are put together, with a total",
              t -> {
                Tensor rows = layers(t).square();
                return new Tensor[] {rows.times(2).flip(0).times(rows.mean(0))};
              }),
          new Sample(
              "rows of a value and the value as a whole",
              t -> new Tensor[] {t[3].matmul(t[3]).tanh().square().sum(1)}),
          new Sample(
              "rows that all rows of a layer are for",
              t -> {
                Tensor keys = layers(t);
                Tensor queries = layers(new Tensor[] {t[0].exp(), t[1], t[2]});
                Tensor weights = queries.matmul(keys.transpose()).exp();
                return new Tensor[] {weights.div(weights.sum(1).reshape(ROWS, 1)).matmul(t[3])};
              }),
          new Sample(
              "rows less their mean",
              t -> {
                Tensor[] centred = {t[0].minus(t[0].mean(0)), t[1], t[2]};
                return new Tensor[] {layers(centred).square().sum()};
              }));

  private static Tensor layers(Tensor[] t) {
    return t[0].matmul(t[1]).plus(t[2]).tanh();
  }

  private static final Tensor[] AT = {
    Plans.random(1, ROWS, 3), Plans.random(2, 3, 4), Plans.random(3, 4), Plans.random(4, ROWS, ROWS)
  };

  @TestFactory
  Stream<DynamicTest> blocksOfAnySizeGiveTheSame() {
    return SAMPLES.stream()
        .flatMap(
            sample ->
                Stream.of(1, 7, 8, 10, 19)
                    .map(
                        size ->
                            DynamicTest.dynamicTest(
                                sample.name + " in blocks of " + size,
                                () -> assertSame(sample.f, size))));
  }

  private static void assertSame(MultiFunction f, int size) {
    Program program = Plans.record(f, AT);
    Plan plan = Plan.of(program);
    Rows rows = Objects.requireNonNull(RowSearch.of(plan, 0), "cannot be cut");
    assertEquals(ROWS, rows.count());
    Blocks blocks = Blocks.of(plan, rows, size);
    Path path = new Path(program);
    Workspace workspace = new BlockWorkspace(blocks, path);
    for (Tensor[] at : new Tensor[][] {AT, others(), AT}) {
      Tensor[] expected = f.apply(at);
      Tensor[] given = Plans.run(workspace, at);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i].shape(), given[i].shape());
        double scale = 1 + expected[i].abs().max().item();
        // Blocks are summed in another order.
        assertTrue(
            expected[i].minus(given[i]).abs().max().item() <= 1e-14 * scale,
            () -> "expected " + expected[0] + ", given " + given[0]);
      }
    }
  }

  private static Tensor[] others() {
    return new Tensor[] {
      Plans.random(5, ROWS, 3),
      Plans.random(6, 3, 4),
      Plans.random(7, 4),
      Plans.random(8, ROWS, ROWS)
    };
  }

  @Test
  void rowsThatDependOnEachOtherAreNotCut() {
    assertNull(cut(t -> new Tensor[] {t[0].cumsum(0)}));
    assertNull(cut(t -> new Tensor[] {t[0].flip(0).times(t[0])}));
  }

  @Test
  void whatIsMostlyCopiedIsNotWorthIt() {
    Tensor large = Plans.random(1, 200_000, 3);
    for (MultiFunction f :
        List.<MultiFunction>of(
            t -> new Tensor[] {t[0].minus(t[0].mean(0))},
            t -> new Tensor[] {t[0].div(t[0].sum())})) {
      Plan plan = Plan.of(Plans.record(f, large));
      assertNotNull(RowSearch.of(plan, 1 << 21));
      assertNull(Blocks.of(plan));
    }
  }

  @Test
  void whatAQuestionIsAskedAboutIsNotCut() {
    MultiFunction asking =
        t -> new Tensor[] {layers(t).sum().isGreaterThan(1e9) ? t[1] : layers(t)};
    assertNull(cut(asking));
  }

  @Test
  void aSumThatRowsNeedIsComputedBeforeThem() {
    MultiFunction f =
        t -> {
          Tensor[] scaled = {t[0].times(t[0].square().sum()), t[1], t[2]};
          return new Tensor[] {layers(scaled).square().sum()};
        };
    Plan plan = Plan.of(Plans.record(f, AT));
    String text = Blocks.of(plan, Objects.requireNonNull(RowSearch.of(plan, 0)), 8).describe();
    // Square and sum before; repeating it, times, the layer, its square and the sum in blocks.
    assertTrue(text.contains("2 operations before, 6 for each block"), text);
  }

  @Test
  void aFactorThatRowsNeedIsComputedBeforeThem() {
    MultiFunction f = t -> new Tensor[] {t[3].exp().matmul(t[3].sin()).tanh().square().sum(1)};
    assertSame(f, 8);
    Plan plan = Plan.of(Plans.record(f, AT));
    String text = Blocks.of(plan, Objects.requireNonNull(RowSearch.of(plan, 0)), 8).describe();
    // The sine before; exp, the product, tanh, square and the sum of each row in blocks.
    assertTrue(text.contains("1 operations before, 5 for each block"), text);
  }

  @Test
  void whatAQuestionIsAskedAboutIsComputedBeforeTheRows() {
    MultiFunction f =
        t ->
            t[0].sum().isGreaterThan(1e9)
                ? new Tensor[] {t[1]}
                : new Tensor[] {layers(t).square().sum()};
    assertSame(f, 8);
    Plan plan = Plan.of(Plans.record(f, AT));
    Blocks blocks = Blocks.of(plan, Objects.requireNonNull(RowSearch.of(plan, 0)), 8);
    assertTrue(blocks.describe().contains("1 operations before, 4 for each"), blocks::describe);
    Workspace workspace = new BlockWorkspace(blocks, new Path(plan.program()));
    Tensor.full(1e9, ROWS, 3).copyTo(workspace.input(0));
    assertFalse(workspace.run(), "the answer is another one");
  }

  @Test
  void howAProgramIsCutIsDescribed() {
    Plan plan = Plan.of(Plans.record(t -> new Tensor[] {layers(t).square().sum().exp()}, AT));
    Blocks blocks = Blocks.of(plan, Objects.requireNonNull(RowSearch.of(plan, 0)), 8);
    // For each block: product and bias, tanh, square and sum. The buffers: eight rows of t[0],
    // t[1],
    // t[2], one for all values of eight rows of four, and the sum.
    int bytes = Double.BYTES * (8 * 3 + 3 * 4 + 4 + 8 * 4 + 1);
    assertEquals(
        "  in blocks of 8 of 20 rows: 0 operations before, 4 for each block in buffers of "
            + bytes
            + " bytes, 1 after",
        blocks.describe());
  }

  @Test
  void largeBatchesSaySo() {
    Planned planned = new Planned("f", t -> new Tensor[] {layers(t).sum()}, null);
    Tensor[] large = {Plans.random(1, 40_000, 3), AT[1], AT[2]};
    planned.apply(large);
    String text = planned.describe(planned);
    assertTrue(text.contains("of 40000 rows: 0 operations before, 3 for each block"), text);
  }

  @Test
  void smallBatchesAreNotWorthIt() {
    Plan plan = Plan.of(Plans.record(t -> new Tensor[] {layers(t)}, AT));
    assertNotNull(RowSearch.of(plan, 0));
    assertNull(Blocks.of(plan));
  }

  /** Adding sums of 300 by 300 for each block takes longer than what blocks save. */
  @Test
  void largeSumsOverFewRowsAreNotWorthIt() {
    Tensor x = Plans.random(1, 300, 300);
    MultiFunction f =
        t -> {
          Tensor[] layers = new Tensor[6];
          Tensor last = t[0];
          for (int i = 0; i < layers.length; i++) {
            last = last.matmul(t[1]).tanh();
            layers[i] = last;
          }
          Tensor[] sums = new Tensor[6];
          for (int i = layers.length - 1; i >= 0; i--) {
            last = last.matmul(t[1]).times(layers[i]);
            sums[i] = layers[i].transpose().matmul(last);
          }
          return sums;
        };
    Plan plan = Plan.of(Plans.record(f, x, x));
    assertNotNull(RowSearch.of(plan, 1 << 21));
    assertNull(Blocks.of(plan));
  }

  private static @Nullable Rows cut(MultiFunction f) {
    return RowSearch.of(Plan.of(Plans.record(f, AT)), 0);
  }
}
