package org.fluxion.backend.pytorch;

import java.util.Arrays;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.CapturedTracerException;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * The derivative that a primitive states, as a node of libtorch's graph.
 *
 * <p>The node is an operation that hands cotangents on as they are, whose numbers are replaced,
 * with a hook that libtorch calls on the way back. The hook applies the stated derivative, which is
 * made of tensor operations; run by libtorch, they can be followed in turn, to any order.
 */
final class Rule {
  private final Primitive primitive;
  private final Array[] operands;
  private final boolean[] wanted;
  private final Session session;
  private final @Nullable Tensor[] pulled;
  private final Tensor node;

  private Rule(
      Primitive primitive, Array[] operands, boolean[] wanted, Tensor value, Session session) {
    this.primitive = primitive;
    this.operands = operands;
    this.wanted = wanted;
    this.session = session;
    this.pulled = new @Nullable Tensor[operands.length];
    Tensor token = Torch.number(0);
    for (int i = 0; i < operands.length; i++) {
      if (wanted[i]) {
        token = token.add(wayBackTo(i));
      }
    }
    this.node = token.expand(Torch.lengths(Torch.shape(value))).clone();
    node.data().copy_(value);
    hook(
        node,
        cotangent -> {
          pull(cotangent);
          return null;
        });
  }

  /** {@return 0, the sum of nothing, followed from an operand} */
  private Tensor wayBackTo(int operand) {
    Tensor handle = operands[operand].handle();
    Tensor proxy = handle.view_as(handle);
    hook(proxy, cotangent -> pulled[operand]);
    return proxy.reshape(-1).narrow(0, 0, 0).sum();
  }

  /** {@return the value, with the primitive's own derivative if an operand is followed} */
  static Tensor follow(Primitive primitive, Array[] operands, Tensor value, Session session) {
    boolean[] wanted = new boolean[operands.length];
    boolean any = false;
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = operands[i].isFollowed();
      any |= wanted[i];
    }
    return any && GradMode.is_enabled()
        ? new Rule(primitive, operands, wanted, value, session).node
        : value;
  }

  /** What happens to a cotangent on its way back; null if it goes on as it is. */
  @FunctionalInterface
  private interface OnTheWayBack {
    @Nullable Tensor meet(Tensor cotangent);
  }

  private void hook(Tensor at, OnTheWayBack action) {
    at.register_hook(
        new TensorTensorHook() {
          @Override
          public TensorBase call(TensorBase cotangent) {
            try {
              Tensor other = cotangent.defined() ? action.meet(new Tensor(cotangent)) : null;
              return other == null ? cotangent : other;
            } catch (RuntimeException | Error e) {
              session.keep(e);
              throw e;
            }
          }
        });
  }

  /** Fills in the cotangents of the operands. */
  private void pull(Tensor cotangent) {
    Arrays.fill(pulled, null);
    try (Level level = Level.unrecorded(session)) {
      // Somebody else's primitive may need numbers, and gets them where nothing is followed.
      boolean byNumbers = !Operators.isOfLibrary(primitive) && !GradMode.is_enabled();
      org.fluxion.tensor.Tensor[] at = new org.fluxion.tensor.Tensor[operands.length];
      for (int i = 0; i < at.length; i++) {
        at[i] =
            byNumbers || operands[i].isConstant() ? operands[i].plain() : level.watch(operands[i]);
      }
      Differential differential = primitive.differentiate(at, given(level, node, byNumbers));
      org.fluxion.tensor.@Nullable Tensor[] cotangents =
          differential.pullback(given(level, cotangent, byNumbers), wanted.clone());
      for (int i = 0; i < pulled.length; i++) {
        org.fluxion.tensor.Tensor own = cotangents[i];
        if (wanted[i]) {
          pulled[i] = own == null ? torch.zeros_like(operands[i].handle()) : handle(level, own);
        }
      }
    }
  }

  private static org.fluxion.tensor.Tensor given(Level level, Tensor tensor, boolean byNumbers) {
    Array array = Array.of(tensor);
    return byNumbers ? array.plain() : level.watch(array);
  }

  private Tensor handle(Level level, org.fluxion.tensor.Tensor tensor) {
    if (tensor instanceof Tracer tracer && tracer.interpreter() != level) {
      // Its dependence on what the rule captured would be lost.
      throw new CapturedTracerException(primitive.name(), tracer.interpreter().toString());
    }
    return level.array(tensor).handle();
  }
}
