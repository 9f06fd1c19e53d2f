package org.fluxion.backend.pytorch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Elementwise functions put together from libtorch's. */
final class Elements {
  static final double TWO_OVER_SQRT_PI = 1.1283791670955126;
  static final double ONE_OVER_SQRT_2PI = 0.3989422804014327;
  private static final double SQRT_HALF = 0.7071067811865476;

  /** Squares of numbers above it do not underflow. */
  private static final double SMALL = 1e-140;

  private Elements() {}

  /** {@return a b, and 0 wherever either is 0} */
  static Tensor scale(Tensor a, Tensor b) {
    Tensor product = a.mul(b);
    if (Torch.isFinite(product)) {
      return product;
    }
    Tensor zero = Torch.number(0);
    Tensor strong = torch.where(torch.eq(b, zero), zero, product);
    return torch.where(torch.eq(a, zero), zero, strong);
  }

  static Tensor scaledSum(Application a) {
    Tensor[] of = a.operands();
    return scale(of[0], of[1]).add(scale(of[2], of[3]));
  }

  static Tensor where(Application a) {
    Tensor[] of = a.operands();
    return torch.where(torch.ne(of[0], Torch.number(0)), of[1], of[2]);
  }

  /** libtorch squares; null where a square leaves the range. */
  static @Nullable Tensor norm(Application a) {
    Tensor norm =
        torch.linalg_vector_norm(
            a.first(), new Scalar(2.0), a.numbers(), false, new ScalarTypeOptional());
    boolean isInRange =
        norm.numel() > 0 && Torch.isFinite(norm) && norm.detach().min().item_double() > SMALL;
    return isInRange ? norm : null;
  }

  /** x Φ(x), without the cancellation of 1 + erf far to the left. */
  static Tensor gelu(Tensor x) {
    Tensor below = torch.erfc(x.mul(new Scalar(-SQRT_HALF)));
    return x.mul(below.mul(new Scalar(0.5)));
  }

  /** sech² x as 4e/(1 + e)², e = exp(−2|x|). */
  static Tensor tanhSlope(Tensor x) {
    return folded(x, -2).mul(new Scalar(4.0));
  }

  /** σ(x) σ(−x) as e/(1 + e)², e = exp(−|x|). */
  static Tensor sigmoidSlope(Tensor x) {
    return folded(x, -1);
  }

  private static Tensor folded(Tensor x, double factor) {
    Tensor e = torch.exp(torch.abs(x).mul(new Scalar(factor)));
    Tensor whole = e.add(new Scalar(1.0));
    return e.div(whole.mul(whole));
  }

  /** {@return height · exp(−factor x²)} */
  static Tensor bell(Tensor x, double factor, double height) {
    return torch.exp(x.mul(x).mul(new Scalar(-factor))).mul(new Scalar(height));
  }
}
