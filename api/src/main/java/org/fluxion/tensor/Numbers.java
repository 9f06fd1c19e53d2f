package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Differentiates elementwise primitives at numbers, without making tensors.
 *
 * <p>For interpreters whose tracers are {@linkplain ValueTracer of values}. When a primitive has
 * been {@linkplain #differentiate differentiated}, its value and partial derivatives are there
 * until the next one is. It is the primitive's own loop that runs, on arrays of one element, and
 * its own statement of the derivative, so results are the same to the bit.
 *
 * <p>Belongs to one interpreter, and so to one thread.
 */
public final class Numbers {
  /** As many operands as there is room for; more are no numbers, but tensors. */
  private static final int MOST = 4;

  private final Interpreter interpreter;
  private final @Nullable Frame[] frames = new @Nullable Frame[MOST + 1];
  private Frame frame = new Frame(0);
  private int variables;

  /** A rule that applies primitives to what the interpreter watches comes here again. */
  private boolean inUse;

  /** Serves an interpreter. */
  public Numbers(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** {@return whether a tensor is a number: plain and of rank 0} */
  public static boolean isNumber(Tensor tensor) {
    return tensor instanceof DenseTensor dense && dense.shape().rank() == 0;
  }

  /**
   * {@return whether the primitive was differentiated, by all operands that the interpreter
   * watches}
   *
   * <p>It was if it is elementwise and all operands are numbers, and its derivative is one as well,
   * which does not hold where a rule captured a tensor that an interpreter watches.
   */
  public boolean differentiate(Primitive primitive, Tensor[] operands) {
    if (inUse || !(primitive instanceof Elementwise elementwise) || !take(operands)) {
      return false;
    }
    inUse = true;
    try {
      elementwise.loop(frame.arrays, frame.result.data());
      for (int i = 0; i < operands.length; i++) {
        if (depends(i) && !differentiate(elementwise, i)) {
          return false;
        }
      }
      return true;
    } finally {
      inUse = false;
    }
  }

  private boolean take(Tensor[] operands) {
    if (operands.length > MOST) {
      return false;
    }
    double[][] arrays = frame(operands.length).arrays;
    variables = 0;
    for (int i = 0; i < operands.length; i++) {
      if (operands[i] instanceof ValueTracer tracer
          && tracer.interpreter() == interpreter
          && tracer.isNumber()) {
        arrays[i][0] = tracer.number();
        variables |= 1 << i;
      } else if (isNumber(operands[i])) {
        arrays[i][0] = ((DenseTensor) operands[i]).data()[0];
      } else {
        return false;
      }
    }
    return true;
  }

  private boolean differentiate(Elementwise primitive, int operand) {
    Tensor partial = primitive.partial(operand, frame.operands, frame.result);
    if (partial == null) {
      variables &= ~(1 << operand);
      return true;
    }
    if (partial instanceof DenseTensor dense) {
      frame.partials[operand] = dense.data()[0];
      return true;
    }
    return false;
  }

  private Frame frame(int operands) {
    Frame own = frames[operands];
    if (own == null) {
      own = new Frame(operands);
      frames[operands] = own;
    }
    frame = own;
    return own;
  }

  /** {@return the value of the primitive} */
  public double value() {
    return frame.result.data()[0];
  }

  /** {@return whether the value depends on no operand} */
  public boolean isConstant() {
    return variables == 0;
  }

  /** {@return whether the value depends on an operand: one that is watched, not only in steps} */
  public boolean depends(int operand) {
    return (variables & 1 << operand) != 0;
  }

  /** {@return the partial derivative by an operand that the value depends on} */
  public double partial(int operand) {
    return frame.partials[operand];
  }

  /** {@return a tangent or cotangent times a partial derivative, zeros being strong} */
  public static double scaled(double partial, double tangent) {
    return partial == 0 || tangent == 0 ? 0 : partial * tangent;
  }

  /** {@return the same for a tangent or cotangent that is a tensor; null for zero} */
  public static @Nullable Tensor scaled(double partial, Tensor tangent) {
    return partial == 0 ? null : new Multiple(partial).scaled(tangent);
  }

  /** Operands and result as arrays of one element, and the same arrays as tensors. */
  private static final class Frame {
    final double[][] arrays;
    final Tensor[] operands;
    final DenseTensor result = DenseTensor.scalarOf(0);
    final double[] partials;

    Frame(int count) {
      arrays = new double[count][1];
      operands = new Tensor[count];
      for (int i = 0; i < count; i++) {
        operands[i] = DenseTensor.wrap(Shape.SCALAR, arrays[i]);
      }
      partials = new double[count];
    }
  }
}
