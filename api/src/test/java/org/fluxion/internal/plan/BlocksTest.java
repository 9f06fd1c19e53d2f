package org.fluxion.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A program in blocks of rows gives what it gives as a whole, whatever the blocks. */
class BlocksTest {
  private static final int ROWS = 20;

  /** x is a batch, w, b and v are parameters; v has as many rows as the batch. */
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
          new Sample("what depends on no row", t -> new Tensor[] {layers(t).sum(), t[2].sum()}));

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
    Rows rows = Objects.requireNonNull(Rows.of(plan), "cannot be cut");
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
    assertNull(cut(t -> new Tensor[] {t[0].minus(t[0].mean(0))}));
    assertNull(cut(t -> new Tensor[] {t[0].div(t[0].sum())}));
    assertNull(cut(t -> new Tensor[] {t[0].cumsum(0)}));
    assertNull(cut(t -> new Tensor[] {t[0].flip(0).times(t[0])}));
  }

  @Test
  void whatAQuestionIsAskedAboutIsNotCut() {
    MultiFunction asking =
        t -> new Tensor[] {layers(t).sum().isGreaterThan(1e9) ? t[1] : layers(t)};
    assertNull(cut(asking));
  }

  @Test
  void howAProgramIsCutIsDescribed() {
    Plan plan = Plan.of(Plans.record(t -> new Tensor[] {layers(t).square().sum().exp()}, AT));
    Blocks blocks = Blocks.of(plan, Objects.requireNonNull(Rows.of(plan)), 8);
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
    assertNotNull(Rows.of(plan));
    assertNull(Blocks.of(plan));
  }

  private static Rows cut(MultiFunction f) {
    return Rows.of(Plan.of(Plans.record(f, AT)));
  }
}
