package org.fluxion.examples;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most bytes of tensors that a program holds at any moment.
 *
 * <p>Like counting, it is the outermost interpreter, so it sees every result that depends on a
 * watched tensor, in whatever mode it is computed. It holds none of them, and has the collector
 * tell which are still held. That is asked only where the sum would be a new peak, so it takes some
 * dozens of collections.
 *
 * <p>The figure is exact for compiled code. An interpreted method holds what its variables hold
 * until it returns, so a program that has run some thousand times before may need a little less.
 */
final class LiveBytes extends Interpreter {
  private final List<WeakReference<Buffer>> buffers = new ArrayList<>();
  private long held;
  private long peak;

  /** {@return the tensor, watched; it is the caller's and is not counted itself} */
  Tensor watch(Tensor tensor) {
    return new Watched(this, tensor, new Buffer(0));
  }

  /** {@return the most bytes that were held up to now} */
  long peak() {
    return peak;
  }

  @Override
  protected String kind() {
    return "live bytes";
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor expanded = primitive.expand(operands);
    if (expanded != null) {
      return expanded;
    }
    Tensor[] own = new Tensor[operands.length];
    Buffer operand = null;
    for (int i = 0; i < own.length; i++) {
      own[i] = operands[i];
      if (owns(operands[i])) {
        Watched watched = (Watched) operands[i];
        own[i] = watched.primal;
        operand = watched.buffer;
      }
    }
    try {
      Tensor result = primitive.apply(own);
      return new Watched(this, result, isView(primitive) ? operand : added(result));
    } finally {
      Reference.reachabilityFence(operands); // they are held while the result comes into being
    }
  }

  /** A reshaped tensor shares the array of the one that it is made from. */
  private static boolean isView(Primitive primitive) {
    return primitive.name().startsWith("reshape");
  }

  private Buffer added(Tensor result) {
    Buffer buffer = new Buffer((long) Double.BYTES * result.size());
    buffers.add(new WeakReference<>(buffer));
    held += buffer.bytes;
    if (held > peak) {
      collect();
      peak = Math.max(peak, held);
    }
    return buffer;
  }

  private void collect() {
    System.gc();
    held = 0;
    List<WeakReference<Buffer>> before = List.copyOf(buffers);
    buffers.clear();
    for (WeakReference<Buffer> each : before) {
      Buffer buffer = each.get();
      if (buffer != null) {
        held += buffer.bytes;
        buffers.add(each);
      }
    }
  }

  /** Stands for an array of elements: held by all tensors that share it. */
  private static final class Buffer {
    private final long bytes;

    Buffer(long bytes) {
      this.bytes = bytes;
    }
  }

  /** A value, and the array that it holds. */
  private static final class Watched extends Tracer {
    private final Tensor primal;
    private final @Nullable Buffer buffer;

    Watched(LiveBytes live, Tensor primal, @Nullable Buffer buffer) {
      super(live);
      this.primal = primal;
      this.buffer = buffer;
    }

    @Override
    public Tensor primal() {
      return primal;
    }
  }
}
