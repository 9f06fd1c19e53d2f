package org.fluxion.internal.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fluxion.internal.plan.Extract.Value;
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
    before = shared(blocks.before(), path);
    for (Value value : blocks.block().results()) {
      values.put(value.place(), new double[program.nodes().get(value.place()).shape().size()]);
    }
    block = new Part(blocks.block(), blocks.size(), path);
    Extract left = blocks.rest();
    rest = left == null ? block : new Part(left, blocks.rows() % blocks.size(), path);
    after = shared(blocks.after(), path);
    totals =
        blocks.block().results().stream()
            .filter(value -> !value.isBlock())
            .map(value -> elements(value.place()))
            .toArray(double[][]::new);
    results = new double[program.results().length][];
    for (int i = 0; i < results.length; i++) {
      results[i] = elements(program.results()[i]);
    }
  }

  /** A part whose inputs are known values, and whose results become known. */
  private StepWorkspace shared(Extract part, Path path) {
    double[][] known =
        part.inputs().stream().map(value -> elements(value.place())).toArray(double[][]::new);
    StepWorkspace workspace = new StepWorkspace(part.plan(), path, known, Map.of());
    for (int i = 0; i < part.results().size(); i++) {
      values.put(part.results().get(i).place(), workspace.result(i));
    }
    return workspace;
  }

  private double[] elements(int place) {
    if (blocks.program().nodes().get(place) instanceof Constant constant) {
      values.computeIfAbsent(place, key -> constant.value().toArray());
    }
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
      List<Value> given = part.inputs();
      double[] @Nullable [] known = new double[given.size()] @Nullable [];
      for (int i = 0; i < known.length; i++) {
        known[i] = given.get(i).isBlock() ? null : elements(given.get(i).place());
      }
      List<Value> own = part.results();
      Map<Integer, double[]> sums = new HashMap<>();
      for (int i = 0; i < own.size(); i++) {
        int place = part.plan().program().results()[i];
        if (!own.get(i).isBlock() && StepWorkspace.adds(part.plan(), place)) {
          sums.put(place, elements(own.get(i).place()));
        }
      }
      workspace = new StepWorkspace(part.plan(), path, known, sums);
      read =
          IntStream.range(0, known.length)
              .filter(i -> given.get(i).isBlock())
              .mapToObj(i -> new Row(elements(given.get(i).place()), workspace.input(i), size))
              .toArray(Row[]::new);
      written =
          IntStream.range(0, own.size())
              .filter(i -> own.get(i).isBlock())
              .mapToObj(i -> new Row(elements(own.get(i).place()), workspace.result(i), size))
              .toArray(Row[]::new);
      added =
          IntStream.range(0, own.size())
              .filter(i -> !own.get(i).isBlock())
              .filter(i -> !sums.containsKey(part.plan().program().results()[i]))
              .mapToObj(i -> new Total(elements(own.get(i).place()), workspace.result(i)))
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
