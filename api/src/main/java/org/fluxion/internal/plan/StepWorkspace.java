package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.fluxion.internal.code.Routine;
import org.fluxion.internal.plan.Node.Constant;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Arraywise;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The buffers of a plan, and the steps that fill them one after the other. */
final class StepWorkspace extends Workspace {
  private final Plan plan;
  private final double[][] buffers;
  private final Map<Integer, double[]> sums;

  /**
   * Arrays within fused operations, by length. They are done one after the other and share them.
   */
  private final Map<Integer, List<double[]>> scratch = new HashMap<>();

  private Step[] steps;
  private int runs;

  StepWorkspace(Plan plan, Path path) {
    this(plan, path, new double[plan.program().inputs()] @Nullable [], Map.of());
  }

  /**
   * Makes the buffers but for inputs and sums that lie elsewhere.
   *
   * @param inputs where they lie; null for those that are to have a buffer here
   * @param sums by place: what results are added to instead of being stored; of those that {@link
   *     #adds} says so of
   */
  StepWorkspace(Plan plan, Path path, double[] @Nullable [] inputs, Map<Integer, double[]> sums) {
    super(plan.program(), path);
    this.plan = plan;
    this.sums = sums;
    double[] @Nullable [] given = new double[plan.sizes().length] @Nullable [];
    for (int i = 0; i < inputs.length; i++) {
      given[plan.buffers()[i]] = inputs[i];
    }
    buffers = new double[given.length][];
    for (int i = 0; i < buffers.length; i++) {
      double[] elsewhere = given[i];
      buffers[i] = elsewhere == null ? new double[plan.sizes()[i]] : elsewhere;
    }
    steps = steps(List.of());
  }

  /** {@return whether a place can be added to a sum as it is computed} */
  static boolean adds(Plan plan, int place) {
    return plan.program().nodes().get(place) instanceof Operation operation
        && adding(operation, Plan.shapes(plan.program(), operation)) != null;
  }

  private static @Nullable ArrayFunction adding(Operation operation, Shape[] shapes) {
    return operation.primitive() instanceof Arraywise primitive
        ? primitive.onArraysAdding(shapes)
        : null;
  }

  /**
   * Puts the steps together, and constants into their buffers: those among fused operations are
   * there since the workspace was made.
   *
   * @param fused operations that are done at once
   */
  private Step[] steps(List<Fused> fused) {
    List<Step> all = new ArrayList<>();
    List<Guard> guards = plan.program().guards();
    Iterator<Fused> groups = fused.iterator();
    Fused group = groups.hasNext() ? groups.next() : null;
    int next = 0;
    for (int place = 0; place < plan.program().nodes().size(); place++) {
      if (group != null && place == group.from()) {
        add(group.work(), all);
        place = group.to();
        group = groups.hasNext() ? groups.next() : null;
      } else if (plan.isNeeded(place)) {
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
      double[] sum = sums.get(place);
      ArrayFunction function =
          sum == null ? operation.primitive().onArrays(shapes) : adding(operation, shapes);
      double[][] operands = new double[shapes.length][];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = buffer(operation.operands()[i]);
      }
      if (function == null) {
        steps.add(new Evaluate(operation, shapes, operands, buffer(place)));
      } else if (function != ArrayFunction.COPY) {
        steps.add(new Run(function, operands, sum == null ? buffer(place) : sum));
      }
    }
  }

  private void add(Lowered work, List<Step> steps) {
    double[][] own = new double[work.scratch().size()][];
    Map<Integer, Integer> taken = new HashMap<>();
    for (int i = 0; i < own.length; i++) {
      int length = work.scratch().get(i);
      own[i] = scratch(length, taken.merge(length, 1, Integer::sum));
    }
    for (Part part : work.parts()) {
      if (part instanceof Part.Generated generated) {
        steps.add(new Generated(generated.code().routine(), arrays(own, generated.arrays())));
      } else if (part instanceof Part.Call call) {
        double[] result = arrays(own, call.result())[0];
        steps.add(new Run(call.function(), arrays(own, call.operands()), result));
      }
    }
  }

  /** {@return one of the scratch arrays of a length; the n-th, from 1} */
  private double[] scratch(int length, int number) {
    List<double[]> known = scratch.computeIfAbsent(length, key -> new ArrayList<>());
    while (known.size() < number) {
      known.add(new double[length]);
    }
    return known.get(number - 1);
  }

  private double[][] arrays(double[][] own, int... numbers) {
    double[][] arrays = new double[numbers.length][];
    for (int i = 0; i < arrays.length; i++) {
      int number = numbers[i];
      arrays[i] = number < buffers.length ? buffers[number] : own[number - buffers.length];
    }
    return arrays;
  }

  private double[] buffer(int place) {
    return buffers[plan.buffers()[place]];
  }

  @Override
  double[] input(int index) {
    return buffer(index);
  }

  @Override
  double[] result(int index) {
    return buffer(plan.program().results()[index]);
  }

  @Override
  boolean run() {
    if (runs < FusedCode.RUNS_BEFORE && ++runs == FusedCode.RUNS_BEFORE) {
      List<Fused> fused = plan.code().of(plan);
      steps = fused.isEmpty() ? steps : steps(fused);
    }
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
  private record Evaluate(Operation operation, Shape[] shapes, double[][] operands, double[] result)
      implements Step {
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

  private record Generated(Routine routine, double[][] arrays) implements Step {
    @Override
    public boolean run() {
      routine.run(arrays);
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
