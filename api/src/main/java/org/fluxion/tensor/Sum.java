package org.fluxion.tensor;

/** Sums over axes, which disappear. */
record Sum(Axes axes) implements Linear {
  /**
   * A run up to this length is summed in one loop; longer ones by halves, so errors grow slowly.
   */
  private static final int RUN = 128;

  /** {@return the sum; the tensor itself if no axis is named} */
  static Tensor over(Tensor tensor, Axes axes) {
    return axes.count() == 0 ? tensor : new Sum(axes).apply(tensor);
  }

  @Override
  public String name() {
    return "sum" + axes;
  }

  @Override
  public Shape shape(Shape... operands) {
    return axes.removedFrom(axes.requireIn(name(), operands[0]));
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    Shape from = operands[0].shape();
    double[] x = operands[0].plain().data();
    if (x.length == 0) {
      return Tensor.zeros(shape(from));
    }
    if (axes.count() == from.rank()) {
      return DenseTensor.scalarOf(pairwise(x, 0, x.length));
    }
    // One axis after the other, the innermost first, so that the axes still to come keep their
    // place.
    Shape shape = from;
    for (int i = axes.count() - 1; i >= 0; i--) {
      int axis = axes.get(i);
      x =
          along(
              x,
              shape.sizeBetween(0, axis),
              shape.get(axis),
              shape.sizeBetween(axis + 1, shape.rank()));
      shape = Axes.of(axis).removedFrom(shape);
    }
    return DenseTensor.wrap(shape, x);
  }

  private static double[] along(double[] x, int outer, int length, int inner) {
    double[] result = new double[outer * inner];
    for (int o = 0; o < outer; o++) {
      int start = o * length * inner;
      if (inner == 1) {
        result[o] = pairwise(x, start, start + length);
      } else {
        for (int k = 0; k < length; k++) {
          int row = start + k * inner;
          int to = o * inner;
          for (int i = 0; i < inner; i++) {
            result[to + i] += x[row + i];
          }
        }
      }
    }
    return result;
  }

  private static double pairwise(double[] x, int from, int to) {
    if (to - from <= RUN) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += x[i];
      }
      return sum;
    }
    int middle = (from + to) >>> 1;
    return pairwise(x, from, middle) + pairwise(x, middle, to);
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return axes.spread(cotangent, shapes[0]);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return over(operands[0], axes.behindBatch());
  }
}
