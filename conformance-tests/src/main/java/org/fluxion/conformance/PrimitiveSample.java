package org.fluxion.conformance;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;

/**
 * A primitive at a point, for {@link PrimitiveConformance} to test there.
 *
 * <p>The point should be generic: no ties, no kinks, well inside the domain. Immutable.
 *
 * @param label says which point this is; shown as the name of its tests
 * @param primitive to be tested
 * @param inputs the point, in plain tensors
 * @param differentiable which inputs the result is differentiated by; the primitive has to treat
 *     the others as constants, that is, give them a zero derivative
 * @param tolerance the relative error allowed where two exact answers are compared
 * @param operands makes the primitive's operands from the inputs, by tensor operations. It is the
 *     identity unless operands depend on each other, as where the second is a function of the
 *     first, or a matrix has to stay symmetric while it is varied
 */
public record PrimitiveSample(
    String label,
    Primitive primitive,
    List<Tensor> inputs,
    Set<Integer> differentiable,
    double tolerance,
    UnaryOperator<Tensor[]> operands) {

  /** Copies the collections. */
  public PrimitiveSample {
    Objects.requireNonNull(label, "PrimitiveSample: label is null");
    Objects.requireNonNull(primitive, "PrimitiveSample: primitive is null");
    Objects.requireNonNull(operands, "PrimitiveSample: operands is null");
    inputs = List.copyOf(inputs);
    differentiable = Set.copyOf(differentiable);
  }

  /** {@return a sample that is differentiated by all its operands, which are independent} */
  public static PrimitiveSample of(String label, Primitive primitive, Tensor... operands) {
    Set<Integer> all = new TreeSet<>();
    IntStream.range(0, operands.length).forEach(all::add);
    return new PrimitiveSample(
        label, primitive, List.of(operands), all, Close.EXACT, UnaryOperator.identity());
  }

  /** {@return a copy that is differentiated by these inputs only, counted from 0} */
  public PrimitiveSample withDifferentiable(Integer... which) {
    return new PrimitiveSample(label, primitive, inputs, Set.of(which), tolerance, operands);
  }

  /** {@return a copy with another tolerance} */
  public PrimitiveSample withTolerance(double relative) {
    return new PrimitiveSample(label, primitive, inputs, differentiable, relative, operands);
  }

  /** {@return a copy whose operands are made from its inputs in another way} */
  public PrimitiveSample withOperands(UnaryOperator<Tensor[]> fromInputs) {
    return new PrimitiveSample(label, primitive, inputs, differentiable, tolerance, fromInputs);
  }
}
