package org.fluxion.internal.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Random programs give what they give as a whole, in blocks of any size. All of their lengths are
 * one number or three, so that parameters, columns and the batch cannot be told apart by length.
 */
class RandomProgramsInBlocksTest {
  private static final int LENGTH = 6;
  private static final int PROGRAMS = 200;
  private static final int OPERATIONS = 14;

  private static final Tensor[] AT = {
    Plans.random(1, LENGTH, LENGTH),
    Plans.random(2, LENGTH, LENGTH),
    Plans.random(3, LENGTH, 3),
    Plans.random(4, LENGTH),
    Plans.random(5, 3, LENGTH)
  };

  @TestFactory
  Stream<DynamicTest> blocksOfAnySizeGiveTheSame() {
    return IntStream.range(0, PROGRAMS)
        .mapToObj(
            seed -> DynamicTest.dynamicTest("program of seed " + seed, () -> assertSame(seed)));
  }

  /** Else the test above would hold by not cutting anything. */
  @Test
  void mostOfThemHaveRows() {
    long cut =
        IntStream.range(0, PROGRAMS)
            .filter(seed -> RowSearch.of(Plan.of(Plans.record(program(seed), AT)), 0) != null)
            .count();
    assertTrue(cut > PROGRAMS / 2, () -> cut + " of " + PROGRAMS);
  }

  private static void assertSame(int seed) {
    MultiFunction f = program(seed);
    Program program = Plans.record(f, AT);
    Plan plan = Plan.of(program);
    Rows rows = RowSearch.of(plan, 0);
    for (int size = 1; rows != null && size < rows.count(); size++) {
      Workspace workspace = new BlockWorkspace(Blocks.of(plan, rows, size), new Path(program));
      for (int run = 0; run < 2; run++) {
        Tensor[] expected = f.apply(AT);
        Tensor[] given = Plans.run(workspace, AT);
        for (int i = 0; i < expected.length; i++) {
          double error = expected[i].minus(given[i]).abs().max().item();
          String text = "blocks of " + size + ": off by " + error + "\n" + plan;
          // Blocks are summed in another order.
          assertTrue(error <= 1e-12 * (1 + expected[i].abs().max().item()), text);
        }
      }
    }
  }

  /** Operations on values drawn from all before, and some of these as results. */
  private static MultiFunction program(int seed) {
    return t -> {
      SplittableRandom random = new SplittableRandom(seed);
      List<Tensor> values = new ArrayList<>(List.of(t));
      for (int i = 0; i < OPERATIONS; i++) {
        // Of the last ones more often, so that chains are long.
        Tensor x =
            values.get(Math.max(random.nextInt(values.size()), random.nextInt(values.size())));
        Tensor y = values.get(random.nextInt(values.size()));
        values.add(operation(random, x, y));
      }
      int size = values.size();
      return new Tensor[] {
        values.get(size - 1), values.get(size - 2), values.get(random.nextInt(t.length, size))
      };
    };
  }

  private static Tensor operation(SplittableRandom random, Tensor x, Tensor y) {
    int rank = x.rank();
    return switch (random.nextInt(10)) {
      case 0 -> x.tanh();
      case 1 -> random.nextBoolean() && rank > 0 ? x.mean(0) : x.mean();
      case 2 -> rank > 1 ? x.mean(1).tanh() : x.square();
      case 3 -> rank == 2 ? x.transpose() : x.exp().tanh();
      case 4 -> rank > 0 ? x.flip(random.nextInt(rank)) : x.sin();
      case 5 -> rank > 0 ? x.cumsum(random.nextInt(rank)).tanh() : x.cos();
      case 6 -> rank == 2 ? x.flatten().reshape(x.shape().toArray()) : x.sin();
      case 7 -> random.nextInt(4) > 0 ? x.sin() : x.times(x.sum().isLessThan(1) ? 0.5 : 2).tanh();
      default -> together(random, x, y);
    };
  }

  /** A product or a sum of two values whose shapes allow it. */
  private static Tensor together(SplittableRandom random, Tensor x, Tensor y) {
    if (x.rank() == 2 && y.rank() == 2 && x.shape().get(1) == y.shape().get(0)) {
      return x.matmul(y).tanh();
    }
    if (x.rank() == 2 && y.rank() == 2 && x.shape().get(0) == y.shape().get(0)) {
      return random.nextBoolean()
          ? x.transpose().matmul(y).tanh()
          : Tensor.concat(1, x, y).slice(1, 1, 4);
    }
    boolean fits =
        y.rank() == 0
            || x.shape().equals(y.shape())
            || (y.rank() == 1 && x.rank() == 2 && x.shape().get(1) == y.shape().get(0));
    return fits ? (random.nextBoolean() ? x.times(y) : x.plus(y).tanh()) : x.minus(x.mean());
  }
}
