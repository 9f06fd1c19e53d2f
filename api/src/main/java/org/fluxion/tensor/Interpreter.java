package org.fluxion.tensor;

import java.util.concurrent.atomic.AtomicLong;
import org.fluxion.CapturedTracerException;
import org.fluxion.EscapedTracerException;
import org.fluxion.FluxionException;
import org.fluxion.WrongThreadException;
import org.jspecify.annotations.Nullable;

/**
 * Gives primitives another meaning: forward mode, reverse mode, batching and counting are each one.
 *
 * <p>An interpreter wraps the inputs of a function in its own {@linkplain Tracer tracers} and runs
 * the function. Every primitive that meets one of them comes to {@link #interpret}, which strips
 * its own tracers and applies primitives again, one level further out. Interpreters nest to any
 * depth: each has a level, a number that is never used twice and that is larger the later the
 * interpreter was made, and among several that watch the operands the one with the largest level is
 * asked first.
 *
 * <p>An interpreter serves one call of one operator in one thread. It is made when the derivative
 * is called, never when it is prepared, and {@linkplain #close closed} when the function has
 * returned; a tracer that is used afterwards, or from another thread, is an error.
 *
 * <p>Meant to be extended, by those who write an engine on this kernel.
 */
public abstract class Interpreter implements AutoCloseable {
  private static final AtomicLong LAST_LEVEL = new AtomicLong();

  private final long level = LAST_LEVEL.incrementAndGet();
  private final Thread owner = Thread.currentThread();
  private volatile boolean closed;

  /** Opens a new level, inside all that are open. */
  protected Interpreter() {}

  /**
   * {@return what applying the primitive means here}
   *
   * <p>At least one operand {@linkplain #owns belongs} to this interpreter; the others are plain or
   * belong to levels further out, and are constants to this one.
   *
   * @param operands not to be changed
   */
  protected abstract Tensor interpret(Primitive primitive, Tensor[] operands);

  /** {@return what the interpreter does, in a word or two, for messages} */
  protected abstract String kind();

  /**
   * {@return value and derivative of a primitive, for operands freed of this interpreter's tracers}
   *
   * @throws CapturedTracerException if the value still belongs to this interpreter: the primitive's
   *     body captured one of its tracers, and that dependence would be lost
   */
  protected final Linearized linearize(Primitive primitive, Tensor[] operands) {
    Linearized linearized = primitive.linearize(operands);
    if (owns(linearized.value())) {
      throw new CapturedTracerException(primitive.name(), toString());
    }
    return linearized;
  }

  /** {@return whether the tensor is a tracer of this interpreter} */
  protected final boolean owns(Tensor tensor) {
    return tensor instanceof Tracer tracer && tracer.interpreter() == this;
  }

  /** {@return whether the function under this interpreter has returned} */
  public final boolean isClosed() {
    return closed;
  }

  /** Ends the level: from now on its tracers may not be used. */
  @Override
  public final void close() {
    closed = true;
  }

  /** {@return the kind and the level} */
  @Override
  public final String toString() {
    return kind() + " level " + level;
  }

  /** Applies a primitive under the innermost interpreter that watches an operand. */
  static Tensor apply(Primitive primitive, Tensor[] operands) {
    Interpreter innermost = null;
    for (int i = 0; i < operands.length; i++) {
      Tensor operand = operands[i];
      if (operand instanceof Tracer tracer) {
        Interpreter interpreter = tracer.interpreter();
        if (innermost == null || interpreter.level > innermost.level) {
          innermost = interpreter;
        }
      } else if (operand == null) {
        throw new FluxionException(primitive.name() + ": operand " + i + " is null");
      }
    }
    return innermost == null
        ? evaluate(primitive, operands)
        : innermost.interpretChecked(primitive, operands);
  }

  private Tensor interpretChecked(Primitive primitive, Tensor[] operands) {
    if (closed || Thread.currentThread() != owner) {
      // The name is put together here only, which would take longer than many a primitive.
      requireUsable(primitive.name());
    }
    return interpret(primitive, operands);
  }

  /**
   * Fails if a tracer of this interpreter may not be used here and now.
   *
   * @param operation what is being done with it, for the message
   * @throws EscapedTracerException if the derivative is over
   * @throws WrongThreadException if it runs in another thread
   */
  public final void requireUsable(String operation) {
    if (closed) {
      throw new EscapedTracerException(operation, toString());
    }
    if (Thread.currentThread() != owner) {
      throw new WrongThreadException(operation, toString(), owner.getName());
    }
  }

  private static Tensor evaluate(Primitive primitive, Tensor[] operands) {
    @Nullable Tensor result = primitive.evaluate(operands);
    if (result instanceof DenseTensor) {
      return result;
    }
    if (result == null) {
      throw new FluxionException("primitive " + primitive.name() + ": evaluate returned null");
    }
    throw new CapturedTracerException(primitive.name(), ((Tracer) result).interpreter().toString());
  }
}
