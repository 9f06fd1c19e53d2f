package org.fluxion.backend.pytorch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * A scope of native memory to which one level's tensors belong.
 *
 * <p>What is made in native memory belongs to the innermost scope of the thread. While an inner
 * derivative runs, that is a scope which ends before this one does.
 */
final class Memory {
  private final PointerScope scope = PointerScope.getInnerScope();

  /** {@return what is made, in memory that is freed with this scope} */
  <T> T within(Supplier<T> maker) {
    if (PointerScope.getInnerScope() == scope) {
      return maker.get();
    }
    PointerScope own = new PointerScope();
    try {
      return maker.get();
    } finally {
      own.extend();
      own.close();
      scope.attach(new Freed(own));
    }
  }

  /** Closes a scope when it is freed itself. */
  private static final class Freed extends Pointer {
    Freed(PointerScope scope) {
      super((Pointer) null);
      deallocator(scope::close);
    }
  }
}
