package org.fluxion.internal.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.fluxion.internal.plan.Extract.Value;
import org.jspecify.annotations.Nullable;

/** The program of a block with its connections to the whole. */
final class BlockPart {
  private final StepWorkspace workspace;
  private final Join[] joins;
  private final Row[] read;

  /** For each {@link Join} the rows of a block that it takes. */
  private final double[][][] joined;

  private final Total[] added;

  /**
   * Connects a block.
   *
   * @param size rows of the block
   * @param joins what takes rows of blocks
   * @param elements the elements of values of the whole program, by place
   */
  BlockPart(
      Extract part, int size, Path path, Rows rows, Join[] joins, IntFunction<double[]> elements) {
    this.joins = joins;
    List<Value> given = part.inputs();
    double[] @Nullable [] known = new double[given.size()] @Nullable [];
    for (int i = 0; i < known.length; i++) {
      known[i] = given.get(i).isBlock() ? null : elements.apply(given.get(i).place());
    }
    List<Value> own = part.results();
    Map<Integer, double[]> sums = new HashMap<>();
    for (int i = 0; i < own.size(); i++) {
      int place = part.plan().program().results()[i];
      if (!own.get(i).isBlock() && StepWorkspace.adds(part.plan(), place)) {
        sums.put(place, elements.apply(own.get(i).place()));
      }
    }
    workspace = new StepWorkspace(part.plan(), path, known, sums);
    read =
        IntStream.range(0, known.length)
            .filter(i -> given.get(i).isBlock())
            .mapToObj(
                i -> row(rows.window(given.get(i).place()), elements, workspace.input(i), size))
            .toArray(Row[]::new);
    joined =
        Arrays.stream(joins)
            .map(
                join ->
                    join.parts().stream()
                        .map(each -> workspace.result(own.indexOf(new Value(each.place(), true))))
                        .toArray(double[][]::new))
            .toArray(double[][][]::new);
    added =
        IntStream.range(0, own.size())
            .filter(i -> !own.get(i).isBlock())
            .filter(i -> !sums.containsKey(part.plan().program().results()[i]))
            .mapToObj(i -> new Total(elements.apply(own.get(i).place()), workspace.result(i)))
            .toArray(Total[]::new);
  }

  /**
   * Does a block of rows.
   *
   * @param row the first of them
   * @param point the elements of the first input
   */
  void run(int row, double[] point) {
    for (Row each : read) {
      each.read(row, point);
    }
    workspace.run();
    for (int i = 0; i < joins.length; i++) {
      joins[i].add(row, joined[i]);
    }
    for (Total each : added) {
      each.add();
    }
  }

  private static Row row(
      Joined.Part window, IntFunction<double[]> elements, double[] block, int rows) {
    double[] all = window.place() == 0 ? null : elements.apply(window.place());
    return new Row(all, window.offset(), block, block.length / rows);
  }

  /** Some rows of a value, whose first begins at an offset; of the first input if it is null. */
  private record Row(double @Nullable [] all, int offset, double[] block, int length) {
    void read(int row, double[] first) {
      System.arraycopy(all == null ? first : all, offset + length * row, block, 0, block.length);
    }
  }

  /** A sum over the blocks. */
  private record Total(double[] sum, double[] part) {
    void add() {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i];
      }
    }
  }
}
