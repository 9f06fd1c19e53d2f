package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.internal.plan.Node.Constant;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * The buffers of a plan and the steps that fill them; for one thread at a time.
 *
 * <p>Closing it gives it back, to be used again.
 */
public final class Workspace implements AutoCloseable {
  private final Path path;
  private final Plan plan;
  private final double[][] buffers;
  private final Step[] steps;

  Workspace(Path path) {
    this.path = path;
    plan = path.plan();
    buffers = new double[plan.sizes().length][];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = new double[plan.sizes()[i]];
    }
    steps = steps();
  }

  private Step[] steps() {
    List<Step> all = new ArrayList<>();
    List<Guard> guards = plan.program().guards();
    int next = 0;
    for (int place = 0; place < plan.program().nodes().size(); place++) {
      if (plan.isNeeded(place)) {
        prepare(place, all);
      }
      for (; next < guards.size() && guards.get(next).place() <= place; next++) {
        all.add(new Check(guards.get(next), buffer(guards.get(next).place())));
      }
    }
    return all.toArray(Step[]::new);
  }

  private void prepare(int place, List<Step> steps) {
    Node node = plan.program().nodes().get(place);
    if (node instanceof Constant constant) {
      constant.value().copyTo(buffer(place));
    } else if (node instanceof Operation operation) {
      Shape[] shapes = Plan.shapes(plan.program(), operation);
      ArrayFunction function = operation.primitive().onArrays(shapes);
      double[][] operands = new double[shapes.length][];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = buffer(operation.operands()[i]);
      }
      if (function == null) {
        steps.add(new Evaluate(operation, shapes, operands, buffer(place)));
      } else if (function != ArrayFunction.COPY) {
        steps.add(new Run(function, operands, buffer(place)));
      }
    }
  }

  private double[] buffer(int place) {
    return buffers[plan.buffers()[place]];
  }

  /** {@return the buffer of an input, to be filled} */
  double[] input(int index) {
    return buffer(index);
  }

  private double[] result(int index) {
    return buffer(plan.program().results()[index]);
  }

  /** {@return the number of elements of a result} */
  public int length(int result) {
    return result(result).length;
  }

  /** {@return a result that has one element} */
  public double scalar(int result) {
    return result(result)[0];
  }

  /** Copies a result. */
  public void copy(int result, double[] target) {
    System.arraycopy(result(result), 0, target, 0, target.length);
  }

  /** {@return copies of the results} */
  Tensor[] tensors() {
    Tensor[] tensors = new Tensor[plan.program().results().length];
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] = tensor(i);
    }
    return tensors;
  }

  @Override
  public void close() {
    path.giveBack(this);
  }

  private Tensor tensor(int index) {
    Shape shape = plan.program().nodes().get(plan.program().results()[index]).shape();
    return Tensor.of(result(index), shape.toArray());
  }

  /** {@return whether all guards hold; if not, the results are not those of these inputs} */
  boolean run() {
    for (Step step : steps) {
      if (!step.run()) {
        return false;
      }
    }
    return true;
  }

  /** One thing to do with the buffers. */
  private sealed interface Step {
    /** {@return whether the program is still the right one} */
    boolean run();
  }

  private record Run(ArrayFunction function, double[][] operands, double[] result) implements Step {
    @Override
    public boolean run() {
      function.run(operands, result);
      return true;
    }
  }

  /** A primitive that knows only tensors. */
  private record Evaluate(
      Operation operation, Shape[] shapes, double[][] operands, double[] result) implements Step {
    @Override
    public boolean run() {
      Tensor[] tensors = new Tensor[operands.length];
      for (int i = 0; i < tensors.length; i++) {
        tensors[i] = Tensor.of(operands[i], shapes[i].toArray());
      }
      operation.primitive().apply(tensors).copyTo(result);
      return true;
    }
  }

  private record Check(Guard guard, double[] elements) implements Step {
    @Override
    public boolean run() {
      return guard.holds(elements);
    }
  }
}
