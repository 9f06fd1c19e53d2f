package org.fluxion.conformance;

import java.util.Arrays;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A sample at its point under one law: operands, result and derivative, and what is drawn for it.
 */
final class Trial {
  final PrimitiveSample sample;
  final Primitive primitive;
  final Draws draws;
  final Tensor[] operands;
  final Tensor result;
  final Differential differential;

  Trial(PrimitiveSample sample, Draws draws) {
    this.sample = sample;
    this.primitive = sample.primitive();
    this.draws = draws;
    this.operands = sample.operands().apply(inputs());
    this.result = primitive.apply(operands.clone());
    this.differential = primitive.differentiate(operands.clone(), result);
  }

  Tensor[] inputs() {
    return sample.inputs().toArray(Tensor[]::new);
  }

  /** {@return one for each operand} */
  Tensor[] drawTangents() {
    Tensor[] tangents = new Tensor[operands.length];
    for (int i = 0; i < tangents.length; i++) {
      tangents[i] = draws.generic(operands[i].shape());
    }
    return tangents;
  }

  Tensor drawCotangent() {
    return draws.generic(result.shape());
  }

  /** {@return a step for each input; null for those that nothing is differentiated by} */
  @Nullable Tensor[] drawDirections() {
    Tensor[] inputs = inputs();
    @Nullable Tensor[] directions = new @Nullable Tensor[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      directions[i] = sample.differentiable().contains(i) ? draws.relativeTo(inputs[i]) : null;
    }
    return directions;
  }

  /** {@return the operands that belong to inputs moved by so many steps} */
  Tensor[] moved(@Nullable Tensor[] directions, double steps) {
    Tensor[] inputs = inputs();
    for (int i = 0; i < inputs.length; i++) {
      Tensor direction = directions[i];
      if (direction != null) {
        inputs[i] = inputs[i].plus(direction.times(steps));
      }
    }
    return sample.operands().apply(inputs);
  }

  /** {@return the operands under an interpreter that carries the directions} */
  Tensor[] moving(Duals duals, @Nullable Tensor[] directions) {
    Tensor[] inputs = inputs();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = duals.moving(inputs[i], directions[i]);
    }
    return sample.operands().apply(inputs);
  }

  Tensor push(@Nullable Tensor... tangents) {
    return filled(differential.pushforward(tangents), result.shape());
  }

  /** {@return the cotangent of each operand, zeros where the answer was null} */
  Tensor[] pull(Tensor cotangent) {
    return pull(differential, cotangent, operands);
  }

  /** {@return the pushforward by the derivative at other operands} */
  Tensor pushAt(Tensor[] point, Tensor[] tangents) {
    return filled(differentialAt(point).pushforward(tangents), result.shape());
  }

  /** {@return the pullback by the derivative at other operands} */
  Tensor[] pullAt(Tensor[] point, Tensor cotangent) {
    return pull(differentialAt(point), cotangent, operands);
  }

  private Differential differentialAt(Tensor[] point) {
    return primitive.differentiate(point, primitive.apply(point));
  }

  private static Tensor[] pull(Differential differential, Tensor cotangent, Tensor[] operands) {
    boolean[] wanted = new boolean[operands.length];
    Arrays.fill(wanted, true);
    @Nullable Tensor[] answers = differential.pullback(cotangent, wanted);
    Tensor[] cotangents = new Tensor[operands.length];
    for (int i = 0; i < cotangents.length; i++) {
      cotangents[i] = filled(answers[i], operands[i].shape());
    }
    return cotangents;
  }

  static Tensor filled(@Nullable Tensor tensor, Shape shape) {
    return tensor == null ? Tensor.zeros(shape) : tensor;
  }
}
