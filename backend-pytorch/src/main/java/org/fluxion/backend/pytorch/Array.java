package org.fluxion.backend.pytorch;

import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers in native memory, in Java's, or in both: it is copied when the other form is
 * first asked for.
 */
final class Array {
  private final boolean constant;
  private org.bytedeco.pytorch.@Nullable Tensor handle;
  private @Nullable Tensor plain;

  private Array(org.bytedeco.pytorch.@Nullable Tensor handle, @Nullable Tensor plain) {
    this.constant = plain != null;
    this.handle = handle;
    this.plain = plain;
  }

  /** {@return an array that libtorch may have to differentiate} */
  static Array of(org.bytedeco.pytorch.Tensor handle) {
    return new Array(handle, null);
  }

  /** {@return numbers that depend on nothing} */
  static Array constant(Tensor plain) {
    return new Array(null, plain);
  }

  org.bytedeco.pytorch.Tensor handle() {
    org.bytedeco.pytorch.Tensor own = handle;
    if (own == null) {
      own = Torch.copy(plain());
      handle = own;
    }
    return own;
  }

  Tensor plain() {
    Tensor own = plain;
    if (own == null) {
      own = Torch.plain(handle());
      plain = own;
    }
    return own;
  }

  Shape shape() {
    return plain != null ? plain.shape() : Torch.shape(handle());
  }

  /** {@return whether it was made of numbers in Java} */
  boolean isConstant() {
    return constant;
  }

  /** {@return whether libtorch follows how it was made} */
  boolean isFollowed() {
    return handle != null && handle.requires_grad();
  }
}
