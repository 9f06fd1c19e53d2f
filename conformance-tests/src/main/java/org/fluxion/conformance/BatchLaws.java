package org.fluxion.conformance;

import static org.fluxion.conformance.Close.assertClose;

import java.util.Arrays;
import org.fluxion.tensor.Tensor;

/** Running a primitive, or its derivative, on a batch equals looping over the rows. */
final class BatchLaws {
  private static final int[] SIZES = {0, 1, 3};
  private static final int SWEPT = 3;
  private static final int OUTER = 2;
  private static final int INNER = 3;

  /** Rows differ from the point by steps of this size, which leaves them in its neighbourhood. */
  private static final double STEP = 1e-3;

  private BatchLaws() {}

  static void batchingIsLooping(Trial trial) {
    for (int size : SIZES) {
      Tensor[][] rows = rowsNear(trial, size);
      for (boolean[] batched : subsets(trial.operands.length)) {
        Tensor[] looped = new Tensor[size];
        for (int row = 0; row < size; row++) {
          looped[row] = trial.primitive.apply(chosen(batched, rows[row], trial.operands));
        }
        Tensor together;
        try (Stacks stacks = new Stacks(size)) {
          Tensor[] stacked = enter(stacks, stack(rows, trial.operands), batched, trial.operands);
          together = stacks.leave(trial.primitive.apply(stacked));
        }
        assertClose(
            stack(looped, trial.result),
            together,
            trial.sample.tolerance(),
            "batch of " + size + " in operands " + Arrays.toString(batched));
      }
    }
  }

  /** The batching rule runs on operands that an outer batch watches. */
  static void batchesNest(Trial trial) {
    Tensor[][][] grid = new Tensor[OUTER][][];
    for (int o = 0; o < OUTER; o++) {
      grid[o] = rowsNear(trial, INNER);
    }
    for (boolean[] inOuter : subsets(trial.operands.length)) {
      for (boolean[] inInner : subsets(trial.operands.length)) {
        assertClose(
            nestedLoops(trial, grid, inOuter, inInner),
            nestedBatches(trial, grid, inOuter, inInner),
            trial.sample.tolerance(),
            "batch in operands "
                + Arrays.toString(inInner)
                + " within a batch in operands "
                + Arrays.toString(inOuter));
      }
    }
  }

  private static Tensor nestedLoops(
      Trial trial, Tensor[][][] grid, boolean[] inOuter, boolean[] inInner) {
    Tensor[] outer = new Tensor[OUTER];
    for (int o = 0; o < OUTER; o++) {
      Tensor[] inner = new Tensor[INNER];
      for (int i = 0; i < INNER; i++) {
        Tensor[] fixed = chosen(inInner, grid[0][i], trial.operands);
        Tensor[] moved = chosen(inInner, grid[o][i], grid[o][0]);
        inner[i] = trial.primitive.apply(chosen(inOuter, moved, fixed));
      }
      outer[o] = Tensor.stack(0, inner);
    }
    return Tensor.stack(0, outer);
  }

  private static Tensor nestedBatches(
      Trial trial, Tensor[][][] grid, boolean[] inOuter, boolean[] inInner) {
    Tensor[][] columns = new Tensor[OUTER][];
    for (int o = 0; o < OUTER; o++) {
      columns[o] = chosen(inInner, stack(grid[o], trial.operands), grid[o][0]);
    }
    Tensor[] fixed = chosen(inInner, stack(grid[0], trial.operands), trial.operands);
    try (Stacks outer = new Stacks(OUTER)) {
      Tensor[] moved = enter(outer, stack(columns, fixed), inOuter, fixed);
      try (Stacks inner = new Stacks(INNER)) {
        Tensor result = trial.primitive.apply(enter(inner, moved, inInner, moved));
        return outer.leave(inner.leave(result));
      }
    }
  }

  static void tangentsSweepTogether(Trial trial) {
    Tensor[][] tangents = new Tensor[SWEPT][];
    Arrays.setAll(tangents, row -> trial.drawTangents());
    boolean[] all = new boolean[trial.operands.length];
    Arrays.fill(all, true);
    try (Stacks stacks = new Stacks(SWEPT)) {
      Tensor[] stacked = enter(stacks, stack(tangents, trial.operands), all, trial.operands);
      Tensor together = stacks.leave(trial.push(stacked));
      for (int row = 0; row < SWEPT; row++) {
        Tensor alone = trial.push(tangents[row]);
        assertClose(alone, together.get(row), trial.sample.tolerance(), "tangent " + row);
      }
    }
  }

  static void cotangentsSweepTogether(Trial trial) {
    Tensor[] cotangents = new Tensor[SWEPT];
    Arrays.setAll(cotangents, row -> trial.drawCotangent());
    try (Stacks stacks = new Stacks(SWEPT)) {
      Tensor[] together = trial.pull(stacks.enter(Tensor.stack(0, cotangents)));
      for (int row = 0; row < SWEPT; row++) {
        Tensor[] alone = trial.pull(cotangents[row]);
        for (int i = 0; i < alone.length; i++) {
          assertClose(
              alone[i],
              stacks.leave(together[i]).get(row),
              trial.sample.tolerance(),
              "cotangent " + row + ", operand " + i);
        }
      }
    }
  }

  private static Tensor[][] rowsNear(Trial trial, int size) {
    Tensor[][] rows = new Tensor[size][];
    Arrays.setAll(rows, row -> trial.moved(trial.drawDirections(), STEP));
    return rows;
  }

  /** {@return all subsets but the empty one} */
  private static boolean[][] subsets(int count) {
    boolean[][] subsets = new boolean[(1 << count) - 1][count];
    for (int mask = 1; mask < 1 << count; mask++) {
      for (int i = 0; i < count; i++) {
        subsets[mask - 1][i] = (mask >> i & 1) != 0;
      }
    }
    return subsets;
  }

  private static Tensor[] chosen(boolean[] which, Tensor[] these, Tensor[] otherwise) {
    Tensor[] chosen = new Tensor[which.length];
    Arrays.setAll(chosen, i -> which[i] ? these[i] : otherwise[i]);
    return chosen;
  }

  private static Tensor[] enter(
      Stacks stacks, Tensor[] stacked, boolean[] which, Tensor[] otherwise) {
    Tensor[] entered = new Tensor[which.length];
    Arrays.setAll(entered, i -> which[i] ? stacks.enter(stacked[i]) : otherwise[i]);
    return entered;
  }

  /**
   * {@return each column of the rows as one tensor; {@code like} gives the shapes if there is none}
   */
  private static Tensor[] stack(Tensor[][] rows, Tensor[] like) {
    Tensor[] stacked = new Tensor[like.length];
    for (int i = 0; i < stacked.length; i++) {
      Tensor[] column = new Tensor[rows.length];
      for (int row = 0; row < rows.length; row++) {
        column[row] = rows[row][i];
      }
      stacked[i] = stack(column, like[i]);
    }
    return stacked;
  }

  private static Tensor stack(Tensor[] rows, Tensor like) {
    return rows.length == 0 ? Tensor.zeros(like.shape().prepend(0)) : Tensor.stack(0, rows);
  }
}
