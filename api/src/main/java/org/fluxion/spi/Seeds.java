package org.fluxion.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.fluxion.WrongThreadException;
import org.fluxion.kernels.Workers;
import org.fluxion.tensor.Columns;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * Unit tangents for several tensors taken as one long vector: seed k is 1 in its element k.
 *
 * <p>Sweeping with all of them gives every column of a Jacobian.
 */
public final class Seeds {
  private final Shape[] shapes;
  private final int size;

  /** Makes the seeds for tensors of these shapes. */
  public Seeds(Shape... shapes) {
    this.shapes = shapes.clone();
    int total = 0;
    for (Shape shape : shapes) {
      total = Math.addExact(total, shape.size());
    }
    this.size = total;
  }

  /** {@return how many seeds there are} */
  public int size() {
    return size;
  }

  /**
   * {@return seeds from (inclusive) to (exclusive), stacked along a leading axis of each tensor}
   */
  public Tensor[] stacked(int from, int to) {
    Tensor[] result = new Tensor[shapes.length];
    int start = 0;
    for (int i = 0; i < result.length; i++) {
      int own = shapes[i].size();
      Tensor ones = Tensor.eye(to - from, own, from - start);
      result[i] = ones.reshape(shapes[i].prepend(to - from).toArray());
      start += own;
    }
    return result;
  }

  /**
   * {@return the matrix of all answers: row k is what the sweep with seed k gave, flattened}
   *
   * <p>If the system property {@value Workers#PROPERTY} says so, sweeps run in several threads at
   * once.
   *
   * @param batch how many seeds to sweep together
   * @param columns the length of a row, needed when there is no seed
   */
  public Tensor sweep(MultiFunction batchedSweep, int batch, int columns) {
    return sweep(batchedSweep, batch, columns, Workers.configured());
  }

  Tensor sweep(MultiFunction batchedSweep, int batch, int columns, Workers workers) {
    if (size == 0) {
      return Tensor.zeros(0, columns);
    }
    int even = even(batch);
    Tensor[] blocks = new Tensor[blocks(even)];
    sweep(batchedSweep, even, workers, (from, rows) -> blocks[from / even] = rows);
    return joined(0, Arrays.asList(blocks));
  }

  /**
   * {@return the transpose of the matrix that {@link #sweep} returns}
   *
   * @param rows the number of its rows, needed when there is no seed
   */
  public Tensor sweepColumns(MultiFunction batchedSweep, int batch, int rows) {
    return sweepColumns(batchedSweep, batch, rows, Workers.configured());
  }

  Tensor sweepColumns(MultiFunction batchedSweep, int batch, int rows, Workers workers) {
    if (size == 0) {
      return Tensor.zeros(rows, 0);
    }
    Columns columns = new Columns(size);
    sweep(batchedSweep, even(batch), workers, columns::put);
    return columns.matrix();
  }

  /** {@return how many seeds go together if as many sweeps as needed share them evenly} */
  private int even(int batch) {
    int blocks = blocks(batch);
    return (size + blocks - 1) / blocks;
  }

  private int blocks(int batch) {
    return (size + batch - 1) / batch;
  }

  /** Takes the answers to consecutive seeds. */
  @FunctionalInterface
  private interface Answers {
    void put(int from, Tensor rows);
  }

  private void sweep(MultiFunction batchedSweep, int batch, Workers workers, Answers answers) {
    Tensor first = answers(batchedSweep, batch, 0);
    answers.put(0, first);
    int blocks = blocks(batch);
    boolean[] swept = new boolean[blocks];
    IntConsumer sweepBlock =
        i -> {
          answers.put(i * batch, answers(batchedSweep, batch, i));
          swept[i] = true;
        };
    if (workers.count() > 1 && !(first instanceof Tracer)) {
      // An interpreter that watches the answers serves this thread only.
      workers.run(blocks - 1, i -> sweepHereOrInCaller(sweepBlock, i + 1));
    }
    for (int i = 1; i < blocks; i++) {
      if (!swept[i]) {
        sweepBlock.accept(i);
      }
    }
  }

  /** {@return the answers to a block of seeds, as rows} */
  private Tensor answers(MultiFunction batchedSweep, int batch, int block) {
    int from = block * batch;
    int to = Math.min(size, from + batch);
    return rows(to - from, batchedSweep.apply(stacked(from, to)));
  }

  /** What captures a watched tensor is left to the calling thread. */
  private static void sweepHereOrInCaller(IntConsumer sweepBlock, int block) {
    try {
      sweepBlock.accept(block);
    } catch (WrongThreadException capturesWatched) {
      // The block is not swept then, which is how the caller knows.
    }
  }

  /** {@return several tensors that share a leading axis as one matrix} */
  public static Tensor rows(int count, Tensor... stacked) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor tensor : stacked) {
      parts.add(tensor.reshape(count, count == 0 ? 0 : tensor.size() / count));
    }
    return joined(1, parts);
  }

  /**
   * {@return the scalar product of each row of one matrix with each row of the other}
   *
   * <p>Where a weight is 0 its product is 0, so that an infinite slope that nothing goes through
   * does not turn the answer into NaN.
   */
  static Tensor contracted(Tensor rows, Tensor weights) {
    int count = weights.shape().get(0);
    Tensor[] columns = new Tensor[count];
    for (int i = 0; i < count; i++) {
      Tensor own = weights.get(i);
      columns[i] = Tensor.where(own.equalTo(0), Tensor.scalar(0), rows.times(own)).sum(1);
    }
    return count == 0 ? Tensor.zeros(rows.shape().get(0), 0) : Tensor.stack(1, columns);
  }

  /** {@return the columns of a matrix as tensors of the given shapes behind the row axis} */
  public static Tensor[] split(Tensor matrix, Shape... shapes) {
    int rows = matrix.shape().get(0);
    Tensor[] parts = new Tensor[shapes.length];
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      int to = from + shapes[i].size();
      Tensor part = parts.length == 1 ? matrix : matrix.slice(1, from, to);
      parts[i] = part.reshape(shapes[i].prepend(rows).toArray());
      from = to;
    }
    return parts;
  }

  private static Tensor joined(int axis, List<Tensor> parts) {
    return parts.size() == 1 ? parts.get(0) : Tensor.concat(axis, parts);
  }
}
