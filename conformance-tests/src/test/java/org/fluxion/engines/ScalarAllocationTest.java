package org.fluxion.engines;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BinaryOperator;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * What a derivative of scalar code allocates for each operation.
 *
 * <p>Counted is what is there before the compiler removes any of it: arrays of operands, tracers
 * and the tape. An operation on tensors takes 400 bytes and more.
 */
class ScalarAllocationTest {
  private static final int OPERATIONS = 4096;
  private static final Tensor X = Tensor.scalar(0.9);

  /** The operands, 24 bytes, and the value with its tangent, 40. */
  private static final int FORWARD = 64;

  /**
   * The operands, 24 bytes, and the value with its place, 32; on the tape 2 operands of 12 and an
   * entry of 8, with a third more room than entries; a cotangent of 12.
   */
  private static final int REVERSE = 24 + 32 + 2 * 12 + 8 * 4 / 3 + 12;

  /** For what is counted in whole segments of a tape, and for what does not grow. */
  private static final double SLACK = 1.1;

  @Test
  void forwardModeMakesATracerForEachOperation() {
    Sweep forward = f -> Derivatives.derivative(Backends.named("forward"), f, X);
    assertAtMost(FORWARD, forward, Tensor::plus);
    assertAtMost(FORWARD, forward, Tensor::times);
  }

  @Test
  void reverseModeMakesATracerAndAnEntryForEachOperation() {
    Sweep reverse = f -> Derivatives.gradient(Backends.named("reverse"), f, X);
    assertAtMost(REVERSE, reverse, Tensor::plus);
    assertAtMost(REVERSE, reverse, Tensor::times);
  }

  private interface Sweep {
    Tensor of(TensorFunction f);
  }

  private static void assertAtMost(int expected, Sweep sweep, BinaryOperator<Tensor> operation) {
    long few = bytes(sweep, operation, OPERATIONS);
    long many = bytes(sweep, operation, 2 * OPERATIONS);
    double each = (double) (many - few) / OPERATIONS;
    assertTrue(each <= SLACK * expected, () -> each + " bytes for an operation, not " + expected);
  }

  private static long bytes(Sweep sweep, BinaryOperator<Tensor> operation, int operations) {
    TensorFunction f =
        x -> {
          Tensor y = x;
          for (int i = 0; i < operations; i++) {
            y = operation.apply(y, x);
          }
          return y;
        };
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int call = 0; call < 3; call++) {
      long before = thread.getCurrentThreadAllocatedBytes();
      Tensor slope = sweep.of(f);
      least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
      assertTrue(Double.isFinite(slope.item()));
    }
    return least;
  }
}
