package org.fluxion.internal.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fluxion.internal.plan.Node.Constant;
import org.jspecify.annotations.Nullable;

/** The memory of a program that is cut into blocks of rows. */
final class BlockWorkspace extends Workspace {
  private final Blocks blocks;

  /** The elements of those values that several parts know, by place. */
  private final Map<Integer, double[]> values = new HashMap<>();

  private final double[][] inputs;
  private final double[][] results;
  private final StepWorkspace before;
  private final Part block;
  private final Part rest;
  private final StepWorkspace after;
  private final double[][] totals;

  BlockWorkspace(Blocks blocks, Path path) {
    super(blocks.program(), path);
    this.blocks = blocks;
    Program program = blocks.program();
    inputs = new double[program.inputs()][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = new double[program.nodes().get(i).shape().size()];
      values.put(i, inputs[i]);
    }
    for (int place : blocks.cut()) {
      if (program.nodes().get(place) instanceof Constant constant) {
        values.put(place, constant.value().toArray());
      }
    }
    before = shared(blocks.before(), path);
    for (int place : blocks.block().results()) {
      values.computeIfAbsent(place, key -> new double[program.nodes().get(key).shape().size()]);
    }
    block = new Part(blocks.block(), blocks.size(), path);
    Extract left = blocks.rest();
    rest = left == null ? block : new Part(left, blocks.rows() % blocks.size(), path);
    after = shared(blocks.after(), path);
    totals = blocks.totals().stream().map(this::value).toArray(double[][]::new);
    results = new double[program.results().length][];
    for (int i = 0; i < results.length; i++) {
      results[i] = value(program.results()[i]);
    }
  }

  /** A part whose inputs are known values, and whose results become known. */
  private StepWorkspace shared(Extract part, Path path) {
    double[][] known = part.inputs().stream().map(this::value).toArray(double[][]::new);
    StepWorkspace workspace = new StepWorkspace(part.plan(), path, known, Map.of());
    for (int i = 0; i < part.results().size(); i++) {
      values.put(part.results().get(i), workspace.result(i));
    }
    return workspace;
  }

  private double[] value(int place) {
    return Objects.requireNonNull(values.get(place));
  }

  @Override
  double[] input(int index) {
    return inputs[index];
  }

  @Override
  double[] result(int index) {
    return results[index];
  }

  @Override
  boolean run() {
    if (!before.run()) {
      return false;
    }
    for (double[] total : totals) {
      Arrays.fill(total, 0);
    }
    int row = 0;
    for (; row + blocks.size() <= blocks.rows(); row += blocks.size()) {
      block.run(row);
    }
    if (row < blocks.rows()) {
      rest.run(row);
    }
    return after.run();
  }

  /** The program of a block with its connections to the whole. */
  private final class Part {
    private final StepWorkspace workspace;
    private final Row[] read;
    private final Row[] written;
    private final Total[] added;

    Part(Extract part, int size, Path path) {
      List<Integer> places = part.inputs();
      double[] @Nullable [] known = new double[places.size()] @Nullable [];
      for (int i = 0; i < known.length; i++) {
        known[i] = blocks.cut().contains(places.get(i)) ? null : value(places.get(i));
      }
      List<Integer> own = part.results();
      Map<Integer, double[]> sums = new HashMap<>();
      for (int i = 0; i < own.size(); i++) {
        int place = part.plan().program().results()[i];
        if (blocks.totals().contains(own.get(i)) && StepWorkspace.adds(part.plan(), place)) {
          sums.put(place, value(own.get(i)));
        }
      }
      workspace = new StepWorkspace(part.plan(), path, known, sums);
      read =
          IntStream.range(0, known.length)
              .filter(i -> known[i] == null)
              .mapToObj(i -> new Row(value(places.get(i)), workspace.input(i), size))
              .toArray(Row[]::new);
      written =
          IntStream.range(0, own.size())
              .filter(i -> !blocks.totals().contains(own.get(i)))
              .mapToObj(i -> new Row(value(own.get(i)), workspace.result(i), size))
              .toArray(Row[]::new);
      added =
          IntStream.range(0, own.size())
              .filter(i -> blocks.totals().contains(own.get(i)))
              .filter(i -> !sums.containsKey(part.plan().program().results()[i]))
              .mapToObj(i -> new Total(value(own.get(i)), workspace.result(i)))
              .toArray(Total[]::new);
    }

    void run(int row) {
      for (Row each : read) {
        each.read(row);
      }
      workspace.run();
      for (Row each : written) {
        each.write(row);
      }
      for (Total each : added) {
        each.add();
      }
    }
  }

  /** Some rows of a value. */
  private record Row(double[] all, double[] block, int rows) {
    void read(int row) {
      System.arraycopy(all, block.length / rows * row, block, 0, block.length);
    }

    void write(int row) {
      System.arraycopy(block, 0, all, block.length / rows * row, block.length);
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
