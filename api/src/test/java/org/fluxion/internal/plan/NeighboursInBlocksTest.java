package org.fluxion.internal.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.FluxionException;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs on neighbouring rows, which read slices and add up padded rows, give in blocks what they
 * give as a whole: to the bit where at most two numbers are added.
 */
class NeighboursInBlocksTest {
  private static final int LENGTH = 21;

  /** Rows of values that blocks compute. */
  private static final int ROWS = LENGTH - 1;

  private static final double ZERO = -0.0;

  /** Sums over rows and of more than two neighbours are formed in another order. */
  private static final double TOLERANCE = 1e-13;

  /**
   * Of x, a vector, and y, a grid.
   *
   * @param count rows of the blocks
   * @param operations before the blocks, for each block, and after all
   */
  private record Sample(
      String name, int count, String operations, double tolerance, MultiFunction f) {}

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(
              "two points",
              ROWS,
              "0 operations before, 4 for each",
              0,
              t -> {
                Tensor valley = valley(t[0]);
                return new Tensor[] {first(valley.times(2)).plus(last(slice(t[0], 0, 1).sin()))};
              }),
          new Sample(
              "three points",
              LENGTH - 2,
              "0 operations before, 6 for each",
              TOLERANCE,
              t -> {
                Tensor bend = bend(t[0]).square();
                Tensor padded = bend.pad(0, 2, 0).plus(bend.times(-2).pad(0, 1, 1));
                return new Tensor[] {padded.plus(bend.exp().pad(0, 0, 2))};
              }),
          new Sample(
              "rows of a grid",
              ROWS,
              "0 operations before, 4 for each",
              0,
              t -> {
                Tensor slope = valley(t[1]);
                return new Tensor[] {first(slope.square()).plus(last(slope.exp())), slope};
              }),
          new Sample(
              "five points of a grid",
              LENGTH - 2,
              "0 operations before, 16 for each",
              TOLERANCE,
              t -> {
                Tensor bend = laplacian(t[1]).square();
                Tensor inner = bend.pad(1, 1, 1);
                Tensor columns = bend.pad(1, 0, 2).plus(bend.pad(1, 2, 0)).minus(inner.times(4));
                Tensor rows = inner.pad(0, 0, 2).plus(inner.pad(0, 2, 0));
                return new Tensor[] {rows.plus(columns.pad(0, 1, 1))};
              }),
          new Sample(
              "a grid in a vector",
              ROWS,
              "0 operations before, 3 for each block in buffers",
              0,
              t -> {
                Tensor v = t[2];
                Tensor left = v.slice(0, 3, 3 + 3 * ROWS).reshape(ROWS, 3);
                Tensor right = v.slice(0, 6, 6 + 3 * ROWS).reshape(ROWS, 3);
                Tensor product = left.times(right).tanh();
                Tensor low = product.flatten().pad(0, 3, 9);
                return new Tensor[] {low.plus(product.times(2).flatten().pad(0, 6, 6))};
              }),
          new Sample(
              "sums of more than are neighbours",
              6,
              "0 operations before, 3 for each",
              TOLERANCE,
              t -> {
                Tensor product = t[0].slice(0, 0, 6).times(t[0].slice(0, 15, 21)).exp();
                Tensor far = product.pad(0, 0, 15).plus(product.sin().pad(0, 15, 0));
                return new Tensor[] {far.plus(product.pad(0, 7, 8))};
              }),
          new Sample(
              "a padded value that is a result too",
              ROWS,
              "0 operations before, 3 for each",
              0,
              t -> {
                Tensor padded = first(valley(t[0]));
                return new Tensor[] {padded.plus(last(valley(t[0]).exp())), padded};
              }),
          new Sample(
              "a sum that is read as a whole",
              ROWS,
              "0 operations before, 3 for each",
              TOLERANCE,
              t -> {
                Tensor valley = valley(t[0]);
                Tensor sum = first(valley).plus(last(valley.exp()));
                return new Tensor[] {sum.plus(valley.pad(0, 1, 0)), sum.cumsum(0), sum.times(t[0])};
              }),
          new Sample(
              "one value twice",
              ROWS,
              "0 operations before, 2 for each",
              0,
              t -> {
                Tensor padded = first(valley(t[0]));
                return new Tensor[] {padded.plus(padded)};
              }),
          new Sample(
              "padded twice",
              ROWS,
              "0 operations before, 3 for each",
              0,
              t -> {
                Tensor valley = valley(t[0]);
                return new Tensor[] {first(valley).plus(last(valley.exp())).pad(0, 2, 3)};
              }),
          new Sample(
              "neighbours of what is computed before",
              ROWS,
              "1 operations before, 3 for each",
              0,
              t -> {
                Tensor sums = t[0].cumsum(0);
                return new Tensor[] {first(valley(sums).tanh())};
              }),
          new Sample(
              "a slice that is needed as a whole too",
              ROWS,
              "2 operations before, 3 for each",
              0,
              t -> {
                Tensor low = slice(t[0], 0, 1);
                return new Tensor[] {first(valley(t[0]).times(low.flip(0))), low};
              }));

  private static Tensor slice(Tensor x, int before, int after) {
    return x.slice(0, before, x.shape().get(0) - after);
  }

  private static Tensor valley(Tensor x) {
    return slice(x, 1, 0).minus(slice(x, 0, 1).square());
  }

  private static Tensor bend(Tensor x) {
    return slice(x, 2, 0).minus(slice(x, 1, 1).times(2)).plus(slice(x, 0, 2));
  }

  private static Tensor laplacian(Tensor x) {
    int columns = x.shape().get(1);
    Tensor inner = slice(x, 1, 1);
    Tensor rows = slice(x, 2, 0).plus(slice(x, 0, 2)).slice(1, 1, columns - 1);
    Tensor sides = inner.slice(1, 2, columns).plus(inner.slice(1, 0, columns - 2));
    return rows.plus(sides).minus(inner.slice(1, 1, columns - 1).times(4));
  }

  private static Tensor first(Tensor rows) {
    return rows.pad(0, 1, 0);
  }

  private static Tensor last(Tensor rows) {
    return rows.pad(0, 0, 1);
  }

  private static Tensor[] at(long seed) {
    return new Tensor[] {
      Plans.random(seed, LENGTH), Plans.random(seed + 1, LENGTH, 5), Plans.random(seed + 2, 72)
    };
  }

  @TestFactory
  Stream<DynamicTest> blocksOfAnySizeGiveTheSame() {
    return SAMPLES.stream()
        .flatMap(
            sample ->
                IntStream.rangeClosed(1, sample.count)
                    .mapToObj(
                        size ->
                            DynamicTest.dynamicTest(
                                sample.name + " in blocks of " + size,
                                () -> assertSameAsWhole(sample, size))));
  }

  private static void assertSameAsWhole(Sample sample, int size) {
    Program program = Plans.record(sample.f, at(1));
    Plan plan = Plan.of(program);
    Blocks blocks = Blocks.of(plan, rows(plan, sample.count), size);
    Workspace workspace = new BlockWorkspace(blocks, new Path(program));
    for (long seed : new long[] {1, 10, 1}) {
      assertClose(sample.f.apply(at(seed)), Plans.run(workspace, at(seed)), sample.tolerance);
    }
  }

  private static Rows rows(Plan plan, int count) {
    return new Rows(plan, count, new boolean[plan.program().nodes().size()]);
  }

  private static void assertClose(Tensor[] expected, Tensor[] given, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      String message = "result " + i;
      if (tolerance == 0) {
        assertArrayEquals(expected[i].toArray(), given[i].toArray(), message);
      } else {
        double scale = 1 + expected[i].abs().max().item();
        assertArrayEquals(expected[i].toArray(), given[i].toArray(), tolerance * scale, message);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> neitherSlicesNorPaddedRowsAreComputedAsAWhole() {
    return SAMPLES.stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.name,
                    () -> {
                      Plan plan = Plan.of(Plans.record(sample.f, at(1)));
                      String text = Blocks.of(plan, rows(plan, sample.count), 4).describe();
                      assertTrue(text.contains(sample.operations), () -> text + "\n" + plan);
                    }));
  }

  @Test
  void theRowsThatMostIsMadeOfAreFound() {
    for (Sample sample : SAMPLES.subList(0, 2)) {
      Plan plan = Plan.of(Plans.record(sample.f, at(1)[0]));
      Rows rows = Objects.requireNonNull(RowSearch.of(plan, 0));
      assertEquals(sample.count, rows.count(), sample.name);
    }
  }

  @Test
  void whatIsDoneInPlaceIsCounted() {
    Plan plan = Plan.of(Plans.record(SAMPLES.get(0).f, at(1)));
    String text = Blocks.of(plan, rows(plan, ROWS), 8).describe();
    // Two slices, two operations that pad, and plus.
    assertTrue(text.endsWith(", 0 after, 5 in place"), text);
  }

  /** A zero of either sign, and what is no number, at every place of the sum. */
  @Test
  void signsOfZerosAndWhatIsNoNumberAreThoseOfTheWhole() {
    MultiFunction one = t -> new Tensor[] {first(slice(t[0], 0, 1).times(t[1]))};
    MultiFunction two =
        t ->
            new Tensor[] {
              first(slice(t[0], 0, 1).times(t[1])).plus(last(slice(t[0], 1, 0).times(t[1])))
            };
    double[] special = {ZERO, 0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1};
    SplittableRandom random = new SplittableRandom(3);
    for (int k = 0; k < 50; k++) {
      double[] x = new double[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        x[i] = k == 0 ? ZERO : special[random.nextInt(special.length)];
      }
      Tensor[] at = {Tensor.vector(x), Tensor.ones(ROWS)};
      for (MultiFunction f : List.of(one, two)) {
        Program program = Plans.record(f, at);
        for (int size : new int[] {1, 7, 10, 20}) {
          Plan plan = Plan.of(program);
          Blocks blocks = Blocks.of(plan, rows(plan, ROWS), size);
          Workspace workspace = new BlockWorkspace(blocks, new Path(program));
          assertClose(f.apply(at), Plans.run(workspace, at), 0);
        }
      }
    }
  }

  @Test
  void anArrayOfTheCallerIsFilledWithoutACopy() {
    MultiFunction rows = SAMPLES.get(0).f;
    MultiFunction withTotal = t -> new Tensor[] {t[0].sum(), rows.apply(t)[0]};
    for (MultiFunction f : List.of(rows, withTotal)) {
      Workspace workspace = workspace(f, at(1)[0]);
      int last = f.apply(at(1)).length - 1;
      double[] expected = f.apply(at(1))[last].toArray();
      double[] target = new double[LENGTH];
      assertTrue(workspace.run(at(1)[0].toArray(), last, target));
      assertSame(target, workspace.result(last));
      assertArrayEquals(expected, target);
      workspace.close();
      Tensor other = at(5)[0];
      double[] others = f.apply(other)[last].toArray();
      assertArrayEquals(others, Plans.run(workspace, other)[last].toArray());
      assertArrayEquals(expected, target, "what the caller was given has changed");
      double[] both = other.toArray();
      assertTrue(workspace.run(both, last, both), "the point is where the result is to be");
      workspace.copy(last, both);
      assertArrayEquals(others, both);
    }
  }

  @Test
  void aResultThatIsReadElsewhereTooIsCopied() {
    MultiFunction sum = SAMPLES.get(0).f;
    for (MultiFunction f :
        List.<MultiFunction>of(
            t -> new Tensor[] {sum.apply(t)[0], sum.apply(t)[0].cumsum(0)},
            t -> new Tensor[] {sum.apply(t)[0], sum.apply(t)[0]})) {
      Workspace workspace = workspace(f, at(1)[0]);
      double[] target = new double[LENGTH];
      assertTrue(workspace.run(at(1)[0].toArray(), 0, target));
      assertClose(f.apply(at(1)), workspace.tensors(), 0);
    }
  }

  @Test
  void aSumThatOthersReadTooIsFormedOnce() {
    MultiFunction f =
        t -> {
          Tensor valley = valley(t[0]);
          Tensor sum = first(valley).plus(last(valley.exp()));
          return new Tensor[] {sum, sum.plus(first(valley.sin()))};
        };
    Plan plan = Plan.of(Plans.record(f, at(1)[0]));
    String text = Blocks.of(plan, rows(plan, ROWS), 8).describe();
    assertTrue(text.contains(" 1 after, 6 in place"), text);
  }

  private static Workspace workspace(MultiFunction f, Tensor at) {
    Program program = Plans.record(f, at);
    Plan plan = Plan.of(program);
    return new BlockWorkspace(Blocks.of(plan, rows(plan, ROWS), 8), new Path(program));
  }

  @Test
  void anArrayOfTheCallerKeepsWhatItHadIfAGuardDoesNotHold() {
    MultiFunction f =
        t -> t[0].get(3).isGreaterThan(2) ? new Tensor[] {t[0]} : SAMPLES.get(0).f.apply(t);
    Program program = Plans.record(f, at(1)[0]);
    Plan plan = Plan.of(program);
    boolean[] early = new boolean[program.nodes().size()];
    early[program.guards().get(0).place()] = true;
    Blocks blocks = Blocks.of(plan, new Rows(plan, ROWS, early), 8);
    Workspace workspace = new BlockWorkspace(blocks, new Path(program));
    double[] target = new double[LENGTH];
    assertFalse(workspace.run(Tensor.full(3, LENGTH).toArray(), 0, target));
    assertArrayEquals(new double[LENGTH], target);
  }

  @Test
  void anArrayOfTheCallerKeepsWhatItHadIfSomethingFails() {
    MultiFunction f =
        t -> {
          Tensor total = valley(t[0]).sum();
          return new Tensor[] {SAMPLES.get(0).f.apply(t)[0], total.reshape(1, 1).cholesky()};
        };
    Tensor positive = Tensor.full(0.5, LENGTH);
    Workspace workspace = workspace(f, positive);
    double[] target = new double[LENGTH];
    assertTrue(workspace.run(positive.toArray(), 0, target));
    assertThrows(
        FluxionException.class, () -> workspace.run(Tensor.full(2, LENGTH).toArray(), 0, target));
    assertArrayEquals(new double[LENGTH], target);
  }

  /** Random slices, operations on them, and sums of padded values. */
  @TestFactory
  Stream<DynamicTest> randomProgramsGiveTheSame() {
    return IntStream.range(0, 150)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> checkRandom(seed)));
  }

  private static void checkRandom(int seed) {
    int count = 4 + seed % 9;
    MultiFunction f = t -> random(new SplittableRandom(seed), count, t[0]);
    boolean isGrid = seed % 3 == 0;
    Tensor x = isGrid ? Plans.random(seed, 13, 2) : Plans.random(seed, 13);
    Program program = Plans.record(f, x);
    Plan plan = Plan.of(program);
    for (int size = 1; size <= count; size++) {
      Blocks blocks = Blocks.of(plan, rows(plan, count), size);
      Workspace workspace = new BlockWorkspace(blocks, new Path(program));
      assertClose(f.apply(x), Plans.run(workspace, x), TOLERANCE);
      assertClose(f.apply(x.exp()), Plans.run(workspace, x.exp()), TOLERANCE);
    }
  }

  private static Tensor[] random(SplittableRandom random, int count, Tensor x) {
    int length = x.shape().get(0);
    List<Tensor> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int from = random.nextInt(length - count + 1);
      rows.add((i == 0 ? x : x.sin()).slice(0, from, from + count));
    }
    List<Tensor> whole = new ArrayList<>(List.of(x));
    for (int i = 0; i < 12; i++) {
      Tensor a = rows.get(random.nextInt(rows.size()));
      Tensor b = rows.get(random.nextInt(rows.size()));
      Tensor c = whole.get(random.nextInt(whole.size()));
      Tensor d = whole.get(random.nextInt(whole.size()));
      int before = random.nextInt(length - count + 1);
      switch (random.nextInt(8)) {
        case 0 -> rows.add(a.times(b).tanh());
        case 1 -> rows.add(a.plus(b).sin());
        case 2 -> rows.add(a.minus(a.mean(0)));
        case 3 -> whole.add(c.times(d).tanh());
        case 4 -> rows.add(c.slice(0, before, before + count));
        case 5, 6 -> whole.add(a.pad(0, before, length - count - before));
        default -> whole.add(c.plus(d));
      }
    }
    int size = whole.size();
    return new Tensor[] {
      whole.get(size - 1), whole.get(random.nextInt(size)), rows.get(rows.size() - 1).sum()
    };
  }
}
