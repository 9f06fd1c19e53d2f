package org.fluxion.layers.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.Parameters;
import org.fluxion.StructureException;
import org.fluxion.tensor.Tensor;

/**
 * What {@link Lbfgs} remembers.
 *
 * @param value where the last step ended
 * @param gradient likewise, one vector
 * @param steps how the parameters changed, the last change first; a change of zeros is none
 * @param changes how the gradient changed with each of them
 */
record LbfgsMemory(Tensor value, Tensor gradient, List<Tensor> steps, List<Tensor> changes) {
  /** {@return a memory of nothing, with places for pairs of vectors} */
  static LbfgsMemory empty(int pairs, int size) {
    Tensor zeros = Tensor.zeros(size);
    List<Tensor> none = Collections.nCopies(pairs, zeros);
    return new LbfgsMemory(Tensor.scalar(0), zeros, none, none);
  }

  /**
   * {@return the memory in a tree}
   *
   * @throws StructureException if the tree is that of another optimiser or of other parameters
   */
  static LbfgsMemory of(Parameters tree, int pairs, int size) {
    Parameters expected = empty(pairs, size).tree();
    if (!tree.paths().equals(expected.paths()) || tree.size() != expected.size()) {
      throw new StructureException(
          "Lbfgs: the state has "
              + tree.paths().size()
              + " tensors and "
              + tree.size()
              + " numbers, expected "
              + expected.paths().size()
              + " and "
              + expected.size()
              + " for "
              + pairs
              + " pairs of "
              + size
              + " parameters; it belongs to another optimiser or model");
    }
    return new LbfgsMemory(
        tree.tensor("value"),
        tree.tensor("gradient"),
        tree.at("steps").tensors(),
        tree.at("changes").tensors());
  }

  Parameters tree() {
    Map<String, Object> children = new LinkedHashMap<>();
    children.put("value", value);
    children.put("gradient", gradient);
    children.put("steps", numbered(steps));
    children.put("changes", numbered(changes));
    return Parameters.of(children);
  }

  private static Map<String, Tensor> numbered(List<Tensor> tensors) {
    Map<String, Tensor> children = new LinkedHashMap<>();
    for (int i = 0; i < tensors.size(); i++) {
      children.put(Integer.toString(i + 1), tensors.get(i));
    }
    return children;
  }

  boolean isEmpty() {
    return steps.get(0).isKnownZero();
  }

  LbfgsMemory forgotten() {
    return empty(steps.size(), gradient.size());
  }

  /** {@return the memory after a step; its pair is left out if it shows no positive curvature} */
  LbfgsMemory with(double newValue, Tensor newGradient, Tensor step, Tensor change) {
    Tensor value = Tensor.scalar(newValue);
    double curvature = step.dot(change).item();
    double threshold = Math.ulp(1.0) * step.norm().item() * change.norm().item();
    return curvature > threshold
        ? new LbfgsMemory(value, newGradient, inserted(step, steps), inserted(change, changes))
        : new LbfgsMemory(value, newGradient, steps, changes);
  }

  private static List<Tensor> inserted(Tensor first, List<Tensor> others) {
    List<Tensor> all = new ArrayList<>(others.size());
    all.add(first);
    all.addAll(others.subList(0, others.size() - 1));
    return all;
  }

  /** {@return −H g, H being the guess of the inverse Hessian: algorithm 7.4 with γ of 7.20} */
  Tensor direction(Tensor at) {
    Tensor q = at.unaryMinus();
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i < steps.size() && !steps.get(i).isKnownZero(); i++) {
      double weight = steps.get(i).dot(q).item() / curvature(i);
      weights.add(weight);
      q = q.minus(changes.get(i).times(weight));
    }
    if (!weights.isEmpty()) {
      q = q.times(curvature(0) / changes.get(0).square().sum().item());
    }
    for (int i = weights.size() - 1; i >= 0; i--) {
      double correction = weights.get(i) - changes.get(i).dot(q).item() / curvature(i);
      q = q.plus(steps.get(i).times(correction));
    }
    return q;
  }

  private double curvature(int i) {
    return steps.get(i).dot(changes.get(i)).item();
  }
}
