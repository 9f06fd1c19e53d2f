package org.fluxion;

import java.util.Arrays;
import org.fluxion.tensor.Tensor;

/**
 * Lists of tensors put together and taken apart: operators pass what they take, and what they
 * return, one behind the other.
 */
final class TensorLists {
  private TensorLists() {}

  /** {@return the tensors of all lists, in order} */
  static Tensor[] join(Tensor[]... lists) {
    int length = 0;
    for (Tensor[] list : lists) {
      length += list.length;
    }
    Tensor[] all = new Tensor[length];
    int at = 0;
    for (Tensor[] list : lists) {
      System.arraycopy(list, 0, all, at, list.length);
      at += list.length;
    }
    return all;
  }

  /** {@return a tensor and then a list} */
  static Tensor[] join(Tensor first, Tensor[] others) {
    return join(new Tensor[] {first}, others);
  }

  /** {@return the first ones} */
  static Tensor[] first(int count, Tensor[] tensors) {
    return Arrays.copyOf(tensors, count);
  }

  /** {@return all but the first ones} */
  static Tensor[] behind(int count, Tensor[] tensors) {
    return between(count, tensors.length, tensors);
  }

  /** {@return those from one place up to another, without the latter} */
  static Tensor[] between(int from, int to, Tensor[] tensors) {
    return Arrays.copyOfRange(tensors, from, to);
  }
}
