package org.fluxion.backend.pytorch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.FluxionException;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one graph of libtorch besides the graph.
 *
 * <p>There are two ways to run a program. Mostly libtorch's own derivatives are used throughout.
 * They have no strong zeros: where an infinite slope meets a zero they give NaN. So where a result
 * is not finite it is computed once more, strictly: elementwise operations then have the
 * derivatives of this library. Both agree wherever the first is finite.
 */
final class Session {
  private final boolean strict;
  private final AtomicReference<@Nullable Throwable> failure;

  private Session(boolean strict, AtomicReference<@Nullable Throwable> failure) {
    this.strict = strict;
    this.failure = failure;
  }

  Session(boolean strict) {
    this(strict, new AtomicReference<>());
  }

  /** {@return the strict way within the same graph} */
  Session strictly() {
    return new Session(true, failure);
  }

  /** {@return whether elementwise operations have the derivatives of this library} */
  boolean isStrict() {
    return strict;
  }

  /** Keeps what a rule has thrown while libtorch was calling it; native code would lose it. */
  void keep(Throwable thrown) {
    failure.set(thrown);
  }

  /**
   * {@return the gradients of ⟨results, cotangents⟩ by the inputs; zeros where a result does not
   * depend on one}
   *
   * @param follow whether the gradients are to be differentiated again
   */
  List<org.bytedeco.pytorch.Tensor> gradients(
      List<org.bytedeco.pytorch.Tensor> results,
      List<org.bytedeco.pytorch.Tensor> cotangents,
      List<org.bytedeco.pytorch.Tensor> inputs,
      boolean follow) {
    TensorVector from = new TensorVector();
    TensorVector along = new TensorVector();
    for (int i = 0; i < results.size(); i++) {
      // libtorch throws if it is asked for the derivative of a constant.
      if (results.get(i).requires_grad()) {
        from.push_back(results.get(i));
        along.push_back(cotangents.get(i));
      }
    }
    List<org.bytedeco.pytorch.Tensor> gradients = new ArrayList<>();
    if (from.empty() || inputs.isEmpty()) {
      inputs.forEach(input -> gradients.add(torch.zeros_like(input)));
      return gradients;
    }
    TensorVector to = new TensorVector(inputs.toArray(org.bytedeco.pytorch.Tensor[]::new));
    TensorVector found = swept(from, to, along, follow);
    for (int i = 0; i < inputs.size(); i++) {
      org.bytedeco.pytorch.Tensor gradient = found.get(i);
      // It is undefined, or zeros without memory, where nothing depends on the input.
      boolean isThere = gradient.defined() && !gradient._is_zerotensor();
      gradients.add(isThere ? gradient : torch.zeros_like(inputs.get(i)));
    }
    return gradients;
  }

  private TensorVector swept(
      TensorVector from, TensorVector to, TensorVector along, boolean follow) {
    try {
      return torch.grad(from, to, along, new BoolOptional(true), follow, true);
    } catch (RuntimeException e) {
      Throwable own = failure.getAndSet(null);
      if (own instanceof Error error) {
        throw error;
      }
      if (own instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw refused("autograd", e);
    }
  }

  /** {@return libtorch's error in its first words; what follows them is a native stack trace} */
  static FluxionException refused(String operation, RuntimeException e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new FluxionException("pytorch: " + operation + ": " + reason, e);
  }
}
