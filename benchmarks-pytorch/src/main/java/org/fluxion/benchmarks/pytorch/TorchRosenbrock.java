package org.fluxion.benchmarks.pytorch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.fluxion.benchmarks.rosenbrock.Rosenbrock;

/** The Rosenbrock function on two overlapping slices. */
final class TorchRosenbrock {
  private final int n;
  private final Tensor x;

  TorchRosenbrock(int n) {
    Torch.useOneThread();
    this.n = n;
    x = Torch.variable(Rosenbrock.point(n), n);
  }

  /** {@return the value; the gradient is computed} */
  double run() {
    return Torch.released(
        () -> {
          Tensor value = value();
          Torch.gradient(value, new TensorVector(x), false);
          return value.item_double();
        });
  }

  /** {@return the same as {@link #run}, with the gradient copied} */
  double into(double[] gradient) {
    return Torch.released(
        () -> {
          Tensor value = value();
          Torch.copy(Torch.gradient(value, new TensorVector(x), false), gradient);
          return value.item_double();
        });
  }

  private Tensor value() {
    Tensor at = x.narrow(0, 0, n - 1);
    Tensor valley = x.narrow(0, 1, n - 1).sub(at.square());
    Tensor distance = at.sub(new Scalar(1.0));
    return valley.square().mul(new Scalar(100.0)).add(distance.square()).sum();
  }
}
