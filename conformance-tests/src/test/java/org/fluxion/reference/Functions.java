package org.fluxion.reference;

import org.fluxion.tensor.Tensor;

/** Functions that several cases share. */
final class Functions {
  private Functions() {}

  /** Σ (1 − xᵢ)² + 100 (xᵢ₊₁ − xᵢ²)². */
  static Tensor rosenbrock(Tensor x) {
    int n = x.size();
    Tensor head = x.slice(0, 0, n - 1);
    Tensor tail = x.slice(0, 1, n);
    Tensor valley = tail.minus(head.square()).square().times(100);
    return head.unaryMinus().plus(1).square().plus(valley).sum();
  }

  /** The differences of neighbours. */
  static Tensor differences(Tensor x) {
    return x.slice(0, 1, x.size()).minus(x.slice(0, 0, x.size() - 1));
  }
}
