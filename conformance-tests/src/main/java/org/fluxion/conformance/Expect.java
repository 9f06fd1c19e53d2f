package org.fluxion.conformance;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What rules compare; each throws a {@link Mismatch} that a report can show. */
final class Expect {
  private Expect() {}

  /** Expects the same shape and, to within a tolerance, the same elements. */
  static void close(
      Tensor expected, @Nullable Tensor got, Tolerance tolerance, String what, Object point) {
    if (got == null) {
      throw new Mismatch(what + " is null", point, expected, "null");
    }
    String difference = tolerance.difference(expected, got);
    if (difference != null) {
      throw new Mismatch(what + ": " + difference, point, expected, got);
    }
  }

  /** Expects a shape. */
  static void shape(Shape expected, @Nullable Tensor got, String what, Object point) {
    if (got == null || !got.shape().equals(expected)) {
      throw new Mismatch(
          what + " has another shape", point, expected, got == null ? "null" : got.shape());
    }
  }

  static void that(
      boolean holds, String what, Object point, Object expected, @Nullable Object got) {
    if (!holds) {
      throw new Mismatch(what, point, expected, got);
    }
  }

  /** Expects that an array still holds the very tensors that it held. */
  static void untouched(Tensor[] before, @Nullable Tensor[] after, String what, Object point) {
    for (int i = 0; i < before.length; i++) {
      if (before[i] != after[i]) {
        throw new Mismatch(
            what + " was changed", point, Arrays.toString(before), Arrays.toString(after));
      }
    }
  }

  /** {@return the error that a call throws, expected to be of a type and to say certain things} */
  static <E extends Throwable> E refusal(
      Class<E> type, Callable<?> call, Object point, String... parts) {
    Object result;
    try {
      result = call.call();
    } catch (Exception | AssertionError thrown) {
      if (!type.isInstance(thrown)) {
        throw new Mismatch("another error", point, type.getSimpleName(), thrown);
      }
      String message = String.valueOf(thrown.getMessage());
      for (String part : parts) {
        that(message.contains(part), "the message lacks a part", point, part, message);
      }
      return type.cast(thrown);
    }
    throw new Mismatch("no error", point, type.getSimpleName(), String.valueOf(result));
  }
}
