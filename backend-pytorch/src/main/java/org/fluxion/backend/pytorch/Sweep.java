package org.fluxion.backend.pytorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** What can be asked of a program that libtorch has run and followed. */
enum Sweep {
  /** The results themselves. */
  VALUES {
    @Override
    List<Tensor> over(Followed program, List<Tensor> seeds, boolean follow) {
      return program.results();
    }
  },

  /** The cotangents of the inputs, from those of the results: autograd. */
  PULLBACK {
    @Override
    List<Tensor> over(Followed program, List<Tensor> seeds, boolean follow) {
      return program.gradients(program.results(), seeds, program.inputs(), follow);
    }
  },

  /**
   * The tangents of the results, from those of the inputs: autograd twice. The gradient of ⟨f(x),
   * v⟩ by x is linear in v, and the gradient of its product with a tangent by v is that tangent,
   * pushed forward.
   */
  PUSHFORWARD {
    @Override
    List<Tensor> over(Followed program, List<Tensor> seeds, boolean follow) {
      List<Tensor> cotangents = program.results().stream().map(Sweep::some).toList();
      List<Tensor> pulled =
          program.gradients(program.results(), cotangents, program.inputs(), true);
      return program.gradients(pulled, seeds, cotangents, follow);
    }
  },

  /** Of a scalar: its value and its gradient. */
  GRADIENT {
    @Override
    List<Tensor> over(Followed program, List<Tensor> seeds, boolean follow) {
      List<Tensor> all = new ArrayList<>(program.results());
      List<Tensor> one = List.of(Torch.number(1));
      all.addAll(program.gradients(program.results(), one, program.inputs(), follow));
      return all;
    }
  },

  /** The cotangents of the inputs, from those of value and gradient of a scalar. */
  GRADIENT_PULLBACK {
    @Override
    List<Tensor> over(Followed program, List<Tensor> seeds, boolean follow) {
      List<Tensor> gradient = GRADIENT.over(program, seeds, true);
      return program.gradients(gradient, seeds, program.inputs(), follow);
    }
  },

  /**
   * The tangents of value and gradient of a scalar. A Hessian is symmetric, so pulling back does
   * it.
   */
  GRADIENT_PUSHFORWARD {
    @Override
    List<Tensor> over(Followed program, List<Tensor> seeds, boolean follow) {
      List<Tensor> gradient = GRADIENT.over(program, seeds, true);
      Tensor ofValue = Torch.number(0);
      for (int i = 0; i < seeds.size(); i++) {
        Tensor along = Elements.scale(gradient.get(i + 1).detach(), seeds.get(i));
        ofValue = ofValue.add(along.sum());
      }
      List<Tensor> tangents = new ArrayList<>();
      tangents.add(ofValue);
      tangents.addAll(
          program.gradients(gradient.subList(1, gradient.size()), seeds, program.inputs(), follow));
      return tangents;
    }
  };

  /** Multiples of it, without their whole parts, are spread evenly. */
  private static final double GOLDEN_RATIO = 1.618033988749895;

  /**
   * {@return what is asked for}
   *
   * @param follow whether that is to be differentiated again
   */
  abstract List<Tensor> over(Followed program, List<Tensor> seeds, boolean follow);

  /** Any cotangent would do, but for rules that leave out what is 0. */
  private static Tensor some(Tensor result) {
    double[] numbers = new double[Math.toIntExact(result.numel())];
    Arrays.setAll(numbers, i -> 1 + (i + 1) * GOLDEN_RATIO % 1);
    Tensor cotangent =
        Torch.copy(org.fluxion.tensor.Tensor.of(numbers, Torch.shape(result).toArray()));
    return cotangent.set_requires_grad(true);
  }
}
