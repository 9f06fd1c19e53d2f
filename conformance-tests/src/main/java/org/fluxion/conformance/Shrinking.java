package org.fluxion.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fluxion.conformance.Program.Constant;
import org.fluxion.conformance.Program.Operand;
import org.fluxion.conformance.Program.Step;
import org.fluxion.conformance.Program.Value;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Makes a program that fails as small as it can be while it still fails. */
final class Shrinking {
  private Shrinking() {}

  /**
   * {@return a program that fails, none of whose smaller variants does}
   *
   * @param fails whether a program shows the fault; only asked of safe ones
   */
  static Program smallest(Program failing, Predicate<Program> fails) {
    Program smallest = failing;
    Optional<Program> smaller = Optional.of(failing);
    while (smaller.isPresent()) {
      smallest = smaller.get();
      smaller = variants(smallest).filter(Program::isSafe).filter(fails).findFirst();
    }
    return smallest;
  }

  /** {@return variants that are smaller, the boldest first} */
  private static Stream<Program> variants(Program program) {
    return Stream.of(
            prefixes(program),
            suffixes(program),
            withoutAStep(program),
            withConstants(program),
            withRoundNumbers(program))
        .flatMap(variants -> variants);
  }

  private static Stream<Program> prefixes(Program program) {
    return Stream.iterate(0, n -> n < program.steps().size(), n -> n + 1)
        .map(n -> new Program(program.at(), program.steps().subList(0, n)));
  }

  /** {@return programs that begin at a later value; what they need of the earlier is constant} */
  private static Stream<Program> suffixes(Program program) {
    List<Tensor> values = program.values(program.at());
    int last = program.steps().size() - 1;
    return Stream.iterate(last, n -> n > 0, n -> n - 1)
        .map(
            n -> {
              List<Step> steps = new ArrayList<>();
              for (Step step : program.steps().subList(n, program.steps().size())) {
                steps.add(
                    replaced(
                        step,
                        value ->
                            value.index() < n
                                ? new Constant(values.get(value.index()))
                                : new Value(value.index() - n)));
              }
              return new Program(values.get(n), steps);
            });
  }

  /** What takes the place of a value. */
  @FunctionalInterface
  private interface Replacement {
    Operand of(Value value);
  }

  private static Step replaced(Step step, Replacement replacement) {
    List<Operand> operands = new ArrayList<>();
    for (Operand operand : step.operands()) {
      operands.add(operand instanceof Value value ? replacement.of(value) : operand);
    }
    return new Step(step.operation(), operands);
  }

  /** {@return programs that lack a step; its operand of the same shape, if any, stands for it} */
  private static Stream<Program> withoutAStep(Program program) {
    List<Tensor> values = program.values(program.at());
    return Stream.iterate(0, n -> n < program.steps().size() - 1, n -> n + 1)
        .flatMap(n -> standIns(program, values, n).map(standIn -> without(program, n, standIn)));
  }

  private static Stream<Operand> standIns(Program program, List<Tensor> values, int n) {
    Shape shape = values.get(n + 1).shape();
    Stream<Operand> operands =
        program.steps().get(n).operands().stream()
            .filter(o -> o instanceof Value v && values.get(v.index()).shape().equals(shape));
    return Stream.concat(operands, Stream.of(new Constant(values.get(n + 1))));
  }

  private static Program without(Program program, int n, Operand standIn) {
    List<Step> steps = new ArrayList<>(program.steps());
    steps.remove(n);
    for (int i = n; i < steps.size(); i++) {
      steps.set(
          i,
          replaced(
              steps.get(i),
              value ->
                  value.index() == n + 1
                      ? standIn
                      : value.index() > n ? new Value(value.index() - 1) : value));
    }
    return new Program(program.at(), steps);
  }

  /** {@return programs in which one operand is a constant} */
  private static Stream<Program> withConstants(Program program) {
    List<Tensor> values = program.values(program.at());
    List<Program> variants = new ArrayList<>();
    for (int i = 0; i < program.steps().size(); i++) {
      Step step = program.steps().get(i);
      for (int j = 0; j < step.operands().size(); j++) {
        if (step.operands().get(j) instanceof Value value) {
          List<Operand> operands = new ArrayList<>(step.operands());
          operands.set(j, new Constant(values.get(value.index())));
          List<Step> steps = new ArrayList<>(program.steps());
          steps.set(i, new Step(step.operation(), operands));
          variants.add(new Program(program.at(), steps));
        }
      }
    }
    return variants.stream();
  }

  /** {@return the program with all its numbers rounded to tenths, unless they are already} */
  private static Stream<Program> withRoundNumbers(Program program) {
    List<Step> steps = new ArrayList<>();
    for (Step step : program.steps()) {
      List<Operand> operands = new ArrayList<>();
      for (Operand operand : step.operands()) {
        operands.add(operand instanceof Constant c ? new Constant(rounded(c.tensor())) : operand);
      }
      steps.add(new Step(step.operation(), operands));
    }
    Program all = new Program(rounded(program.at()), steps);
    Program point = new Program(rounded(program.at()), program.steps());
    return Stream.of(all, point).filter(variant -> !variant.equals(program));
  }

  private static Tensor rounded(Tensor tensor) {
    double[] elements = tensor.toArray();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Math.rint(elements[i] * 10) / 10;
    }
    return Tensor.of(elements, tensor.shape().toArray());
  }
}
