package org.fluxion.internal.registry;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One value for each class loader, so that the class path is not scanned at each call.
 *
 * <p>The value holds classes and these hold their loader, so a strong value would keep its own weak
 * key alive for ever; a soft one lets an unloaded application go. Thread-safe.
 */
final class LoaderCache<T> {
  private final Map<ClassLoader, SoftReference<T>> values = new WeakHashMap<>();

  synchronized @Nullable T get(ClassLoader loader) {
    SoftReference<T> value = values.get(loader);
    return value == null ? null : value.get();
  }

  synchronized void put(ClassLoader loader, T value) {
    values.put(loader, new SoftReference<>(value));
  }
}
