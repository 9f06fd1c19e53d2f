package org.fluxion.internal.plan;

import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The memory in which a plan runs; for one thread at a time.
 *
 * <p>Closing it gives it back, to be used again.
 */
public abstract sealed class Workspace implements AutoCloseable
    permits StepWorkspace, BlockWorkspace {
  private final Program program;
  private final Path path;

  Workspace(Program program, Path path) {
    this.program = program;
    this.path = path;
  }

  /** {@return the elements of an input, to be filled} */
  abstract double[] input(int index);

  /** {@return the elements of a result, to be read} */
  abstract double[] result(int index);

  /** {@return whether all guards hold; if not, the results are not those of these inputs} */
  abstract boolean run();

  /**
   * {@return as {@link #run()} does, with the elements of the first input}
   *
   * @param x the elements
   * @param result of the plan, which will be copied to the target
   * @param target as long as the result; may be written to as soon as nothing can fail any more
   */
  boolean run(double[] x, int result, double @Nullable [] target) {
    System.arraycopy(x, 0, input(0), 0, x.length);
    return run();
  }

  /** {@return the number of elements of a result} */
  public int length(int result) {
    return result(result).length;
  }

  /** {@return a result that has one element} */
  public double scalar(int result) {
    return result(result)[0];
  }

  /** Copies a result, if it is not there already. */
  public void copy(int result, double[] target) {
    double[] elements = result(result);
    if (elements != target) {
      System.arraycopy(elements, 0, target, 0, target.length);
    }
  }

  /** {@return copies of the results} */
  Tensor[] tensors() {
    Tensor[] tensors = new Tensor[program.results().length];
    for (int i = 0; i < tensors.length; i++) {
      Shape shape = program.nodes().get(program.results()[i]).shape();
      tensors[i] = Tensor.of(result(i), shape.toArray());
    }
    return tensors;
  }

  @Override
  public void close() {
    path.giveBack(this);
  }
}
