package org.fluxion.scalar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.tensor.Linear;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Primitives that only move elements: reshape, slice, gather and the like.
 *
 * <p>Such a primitive is understood by letting it move the numbers 1, 2, 3, …: where number i comes
 * out, element i belongs, and where 0 does, nothing was moved to. So nothing need be known of its
 * parameters.
 */
final class Moves {
  private final Map<Shape, Tensor> numbered = new HashMap<>();

  /** {@return the elements where the primitive moves them} */
  <T> List<T> moved(Application<T> application) {
    List<Operand<T>> operands = application.operands();
    Tensor[] numbers = new Tensor[operands.size()];
    int[] starts = new int[operands.size() + 1];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = numbers(operands.get(i).shape(), starts[i]);
      starts[i + 1] = starts[i] + operands.get(i).size();
    }
    double[] sources = application.primitive().evaluate(numbers).toArray();
    T zero = application.field().constant(0);
    List<T> result = new ArrayList<>(sources.length);
    int from = 0;
    for (double source : sources) {
      int place = (int) source - 1;
      if (place < 0) {
        result.add(zero);
      } else {
        while (place < starts[from]) {
          from--;
        }
        while (place >= starts[from + 1]) {
          from++;
        }
        result.add(operands.get(from).get(place - starts[from]));
      }
    }
    return result;
  }

  /** {@return sums of the elements that a linear primitive adds up, such as scatter} */
  <T> List<T> gathered(Application<T> application) {
    Shape operand = application.first().shape();
    Linear primitive = (Linear) application.primitive();
    // The adjoint moves the number of each sum to the elements that go into it.
    double[] sums =
        primitive.adjoint(0, numbers(application.shape(), 0), new Shape[] {operand}).toArray();
    int[] groups = new int[sums.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = (int) sums[i] - 1;
    }
    return Reductions.sums(application, groups);
  }

  private Tensor numbers(Shape shape, int after) {
    return after == 0 ? numbered.computeIfAbsent(shape, s -> counted(s, 0)) : counted(shape, after);
  }

  private static Tensor counted(Shape shape, int after) {
    double[] numbers = new double[shape.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = after + i + 1;
    }
    return Tensor.of(numbers, shape.toArray());
  }
}
