package org.fluxion.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C as a request: the JVM goes on until the command has saved what it has and is closed.
 *
 * <p>The flag is set by a thread of the JVM's shutdown and read by that of the command.
 */
final class StopSignal implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::give, "stop-signal");
  private volatile boolean isGiven;

  private StopSignal() {}

  /** {@return a signal that is given when this JVM is asked to end} */
  static StopSignal whenInterrupted() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  boolean isGiven() {
    return isGiven;
  }

  /** Gives the signal, and waits until it is closed. */
  void give() {
    isGiven = true;
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    if (!isGiven) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM began to end just now; the hook finds the latch open.
        isGiven = true;
      }
    }
  }
}
