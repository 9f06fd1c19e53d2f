package org.fluxion.internal.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.fluxion.internal.plan.Node.Constant;
import org.jspecify.annotations.Nullable;

/** The memory of a program that is cut into blocks of rows. */
final class BlockWorkspace extends Workspace {
  private final Blocks blocks;

  /** The elements of those values that several parts know, by place. */
  private final Map<Integer, double[]> values = new HashMap<>();

  private final double[][] inputs;
  private final double[][] results;

  /** The elements of the first input: those that were given, or its own. */
  private double[] point;

  /** What can fill a result where the caller wants it; null if nothing can. */
  private final @Nullable Join[] direct;

  private final StepWorkspace before;
  private final Join[] joins;
  private final BlockPart block;
  private final BlockPart rest;
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
    point = inputs[0];
    before = shared(blocks.before(), path);
    joins = blocks.rows().joined().stream().map(this::join).toArray(Join[]::new);
    totals =
        blocks.block().results().stream()
            .filter(value -> !value.isBlock())
            .map(value -> fresh(value.place()))
            .toArray(double[][]::new);
    int left = blocks.rows().count() % blocks.size();
    block = part(blocks.block(), blocks.size(), path);
    rest = blocks.rest() == null ? block : part(blocks.rest(), left, path);
    after = shared(blocks.after(), path);
    results = new double[program.results().length][];
    direct = new @Nullable Join[results.length];
    for (int i = 0; i < results.length; i++) {
      int place = program.results()[i];
      results[i] = elements(place);
      if (blocks.isSafe() && blocks.isResultOnly(place)) {
        direct[i] =
            Arrays.stream(joins).filter(join -> join.place() == place).findFirst().orElse(null);
      }
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

  private BlockPart part(Extract part, int size, Path path) {
    return new BlockPart(part, size, path, blocks.rows(), joins, this::elements);
  }

  /** {@return elements that parts know from now on} */
  private double[] fresh(int place) {
    double[] elements = new double[blocks.program().nodes().get(place).shape().size()];
    values.put(place, elements);
    return elements;
  }

  private Join join(Joined joined) {
    int first = joined.parts().get(0).place();
    int length = blocks.program().nodes().get(first).shape().size();
    int count = blocks.rows().count();
    return new Join(joined, fresh(joined.place()), length, count);
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
  boolean run(double[] x, int result, double @Nullable [] target) {
    if (blocks.readsRowsOnly(0)) {
      point = x;
    } else {
      System.arraycopy(x, 0, inputs[0], 0, x.length);
    }
    Join join = direct[result];
    // Where the result is to replace the point, later blocks would read what earlier ones wrote.
    if (join != null && target != point) {
      results[result] = join.fill(target);
    }
    return run();
  }

  /** Forgets the arrays of the caller. */
  @Override
  public void close() {
    point = inputs[0];
    for (int i = 0; i < direct.length; i++) {
      Join join = direct[i];
      if (join != null) {
        results[i] = join.fill(null);
      }
    }
    super.close();
  }

  @Override
  boolean run() {
    if (!before.run()) {
      return false;
    }
    for (double[] total : totals) {
      Arrays.fill(total, 0);
    }
    for (Join join : joins) {
      join.begin();
    }
    int row = 0;
    for (; row + blocks.size() <= blocks.rows().count(); row += blocks.size()) {
      block.run(row, point);
    }
    if (row < blocks.rows().count()) {
      rest.run(row, point);
    }
    for (Join join : joins) {
      join.end();
    }
    return after.run();
  }
}
