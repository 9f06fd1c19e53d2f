package org.fluxion.internal.registry;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the registry reads from outside; another one in tests.
 *
 * @param property system properties
 * @param variable environment variables
 * @param context the thread's context class loader
 */
record Environment(
    Function<String, @Nullable String> property,
    Function<String, @Nullable String> variable,
    Supplier<@Nullable ClassLoader> context) {
  /** That of this process and of the calling thread. */
  static final Environment SYSTEM =
      new Environment(
          System::getProperty,
          System::getenv,
          () -> Thread.currentThread().getContextClassLoader());

  /** {@return the loader whose class path counts} */
  ClassLoader loader() {
    ClassLoader loader = context.get();
    return loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }
}
