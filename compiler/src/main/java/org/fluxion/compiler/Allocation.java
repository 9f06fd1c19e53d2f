package org.fluxion.compiler;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** The bytes that objects have taken, where the JVM tells. */
final class Allocation {
  static final long UNKNOWN = -1;

  private static final @Nullable ThreadMXBean THREADS = threads();

  private Allocation() {}

  private static @Nullable ThreadMXBean threads() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported()
            && bean.isThreadAllocatedMemoryEnabled()
        ? bean
        : null;
  }

  /** {@return the bytes of all objects that the calling thread has made, or {@link #UNKNOWN}} */
  static long ofThisThread() {
    return THREADS == null ? UNKNOWN : THREADS.getCurrentThreadAllocatedBytes();
  }
}
