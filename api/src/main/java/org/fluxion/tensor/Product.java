package org.fluxion.tensor;

/**
 * The product along axes, by halves.
 *
 * <p>It is made of elementwise products, so its derivatives need no division and are right where an
 * element is 0, to every order. The number of primitives grows with the logarithm of the length.
 */
final class Product {
  private Product() {}

  static Tensor over(Tensor tensor, Axes axes) {
    Tensor product = tensor;
    for (int i = axes.count() - 1; i >= 0; i--) {
      product = along(product, axes.get(i));
    }
    return product;
  }

  private static Tensor along(Tensor tensor, int axis) {
    Tensor rest = tensor;
    int length = rest.shape().get(axis);
    if (length == 0) {
      return DenseTensor.full(1, Axes.of(axis).removedFrom(rest.shape()));
    }
    while (length > 1) {
      int half = length / 2;
      Tensor products = rest.slice(axis, 0, half).times(rest.slice(axis, half, 2 * half));
      rest =
          length % 2 == 0
              ? products
              : Tensor.concat(axis, products, rest.slice(axis, length - 1, length));
      length -= half;
    }
    return Reshape.to(rest, Axes.of(axis).removedFrom(rest.shape()));
  }
}
