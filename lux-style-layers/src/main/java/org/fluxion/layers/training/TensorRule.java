package org.fluxion.layers.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.StructureException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * The part that is common to all optimisers that treat every tensor alike: what they remember is
 * structured like the parameters, and a step goes from tensor to tensor.
 *
 * @param owner the optimiser, for messages
 * @param memory the names of what is remembered for each tensor
 */
record TensorRule(String owner, List<String> memory) {
  /** One step for one tensor. */
  @FunctionalInterface
  interface Step {
    /**
     * {@return the parameter after the step}
     *
     * @param remembered in the order of the names; to be replaced by what is to be remembered next
     */
    Tensor apply(Tensor parameter, Tensor gradient, Tensor[] remembered);
  }

  TensorRule(String owner, String... memory) {
    this(owner, List.of(memory));
  }

  /** {@return no steps taken, and zeros to remember} */
  OptimiserState initialState(Parameters ps) {
    Parameters zeros = ps.map(tensor -> Tensor.zeros(tensor.shape()));
    Map<String, Parameters> trees = new LinkedHashMap<>();
    memory.forEach(name -> trees.put(name, zeros));
    return new OptimiserState(0, Parameters.of(trees));
  }

  /** {@return the parameters after a step, and the state for the next, after checking all three} */
  Updated update(Parameters ps, Parameters gradient, OptimiserState state, Step step) {
    int count = ps.tensors().size();
    requireLike(ps, gradient, "gradient");
    if (!state.memory().names().equals(memory)) {
      throw new StructureException(
          owner
              + ": the state remembers "
              + state.memory().names()
              + ", expected "
              + memory
              + "; it belongs to another optimiser");
    }
    List<Parameters> trees = memory.stream().map(state.memory()::at).toList();
    trees.forEach(tree -> requireLike(ps, tree, "state"));
    List<Tensor> moved = new ArrayList<>(count);
    Tensor[][] next = new Tensor[memory.size()][count];
    for (int i = 0; i < count; i++) {
      Tensor[] remembered = new Tensor[memory.size()];
      for (int j = 0; j < remembered.length; j++) {
        remembered[j] = trees.get(j).tensors().get(i);
      }
      moved.add(step.apply(ps.tensors().get(i), gradient.tensors().get(i), remembered));
      for (int j = 0; j < remembered.length; j++) {
        next[j][i] = remembered[j];
      }
    }
    List<Tensor> all = new ArrayList<>(memory.size() * count);
    for (Tensor[] tree : next) {
      all.addAll(Arrays.asList(tree));
    }
    return new Updated(
        ps.withTensors(moved),
        new OptimiserState(state.step() + 1, state.memory().withTensors(all)));
  }

  private void requireLike(Parameters ps, Parameters given, String what) {
    if (!ps.paths().equals(given.paths())) {
      throw new StructureException(
          owner
              + ": the parameters are "
              + ps.paths()
              + ", but the "
              + what
              + " has "
              + given.paths()
              + "; both belong to the same model");
    }
    for (int i = 0; i < ps.tensors().size(); i++) {
      Shape own = ps.tensors().get(i).shape();
      Shape other = given.tensors().get(i).shape();
      if (!own.equals(other)) {
        throw new ShapeMismatchException(
            owner
                + ": "
                + ps.paths().get(i)
                + " has shape "
                + own
                + ", but in the "
                + what
                + " it has "
                + other);
      }
    }
  }

  /** {@return kept · old + (1 − kept) · now, a running mean} */
  static Tensor mean(double kept, Tensor old, Tensor now) {
    return old.times(kept).plus(now.times(1 - kept));
  }
}
