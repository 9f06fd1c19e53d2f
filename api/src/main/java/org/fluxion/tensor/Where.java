package org.fluxion.tensor;

import java.util.List;
import org.fluxion.tensor.Arithmetic.Relation;
import org.jspecify.annotations.Nullable;

/** Takes each element from one tensor where a mask is not 0, else from another. */
final class Where implements Pointwise {
  static final Where INSTANCE = new Where();

  private Where() {}

  @Override
  public String name() {
    return "where";
  }

  @Override
  public <V> V formula(Arithmetic<V> in, List<V> operands) {
    V zero = in.constant(0);
    return in.choose(Relation.EQUAL, operands.get(0), zero, operands.get(2), operands.get(1));
  }

  @Override
  public Shape shape(Shape... operands) {
    return Elementwise.same(name(), operands);
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    return Where::loop;
  }

  private static void loop(double[][] operands, double[] result) {
    double[] mask = operands[0];
    double[] a = operands[1];
    double[] b = operands[2];
    for (int i = 0; i < result.length; i++) {
      result[i] = mask[i] != 0 ? a[i] : b[i];
    }
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Selection(operands[0]);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(Batch.align(size, operands, batched));
  }

  /** Linear in the two choices; the mask moves in steps only. */
  private record Selection(Tensor mask) implements Differential {
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      return tangents[1] == null && tangents[2] == null
          ? null
          : INSTANCE.apply(mask, orZero(tangents[1]), orZero(tangents[2]));
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      return new @Nullable Tensor[] {
        null,
        wanted[1] ? INSTANCE.apply(mask, cotangent, orZero(null)) : null,
        wanted[2] ? INSTANCE.apply(mask, orZero(null), cotangent) : null
      };
    }

    private Tensor orZero(@Nullable Tensor tensor) {
      return tensor == null ? Tensor.zeros(mask.shape()) : tensor;
    }
  }
}
