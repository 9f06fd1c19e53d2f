package org.fluxion.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxion.FluxionException;
import org.fluxion.TensorFunction;
import org.fluxion.conformance.Operation.Trait;
import org.fluxion.tensor.Tensor;

/**
 * A straight-line program at a point: x is value 0, the first step gives value 1, and so on; the
 * last value is the result.
 *
 * @param at the point
 */
record Program(Tensor at, List<Step> steps) implements TensorFunction {
  Program {
    steps = List.copyOf(steps);
  }

  /** An operation and what it is applied to. */
  record Step(Operation operation, List<Operand> operands) {}

  /** What a step is applied to. */
  sealed interface Operand {}

  /** An earlier value. */
  record Value(int index) implements Operand {}

  /** A constant. */
  record Constant(Tensor tensor) implements Operand {}

  @Override
  public Tensor apply(Tensor x) {
    List<Tensor> values = values(x);
    return values.get(values.size() - 1);
  }

  /** {@return x and the value of each step} */
  List<Tensor> values(Tensor x) {
    List<Tensor> values = new ArrayList<>(List.of(x));
    for (Step step : steps) {
      values.add(step.operation().apply().to(operands(step, values)));
    }
    return values;
  }

  static Tensor[] operands(Step step, List<Tensor> values) {
    return step.operands().stream()
        .map(
            operand ->
                operand instanceof Value value
                    ? values.get(value.index())
                    : ((Constant) operand).tensor())
        .toArray(Tensor[]::new);
  }

  /** {@return whether each step is well inside its domain, and every value finite} */
  boolean isSafe() {
    try {
      List<Tensor> values = values(at);
      for (int i = 0; i < steps.size(); i++) {
        if (!steps.get(i).operation().safe().test(operands(steps.get(i), values))) {
          return false;
        }
      }
      return values.stream().allMatch(Program::isFinite);
    } catch (FluxionException refused) {
      return false;
    }
  }

  static boolean isFinite(Tensor tensor) {
    return Arrays.stream(tensor.toArray()).allMatch(Double::isFinite);
  }

  /** {@return whether all its steps are of this trait or a better one} */
  boolean isAtMost(Trait worst) {
    return steps.stream().allMatch(step -> step.operation().trait().compareTo(worst) <= 0);
  }

  /** {@return the function as a lambda in Java} */
  String source() {
    StringBuilder source = new StringBuilder("x -> {");
    for (int i = 0; i < steps.size(); i++) {
      source.append(i < steps.size() - 1 ? " Tensor " + name(i + 1) + " = " : " return ");
      Object[] names = steps.get(i).operands().stream().map(Program::source).toArray();
      source.append(steps.get(i).operation().source(names)).append(';');
    }
    return source.append(steps.isEmpty() ? " return x; }" : " }").toString();
  }

  private static String source(Operand operand) {
    return operand instanceof Value value
        ? name(value.index())
        : Source.of(((Constant) operand).tensor());
  }

  private static String name(int index) {
    return index == 0 ? "x" : "t" + index;
  }
}
