package org.fluxion.internal.structure;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a map comes back: unmodifiable and in the same order, unless it was one of the JDK's
 * modifiable classes. Those keep their class, since the caller's function may be written for it.
 *
 * @param order the keys as the map iterates over them
 * @param comparator of a sorted map; null where it is the natural order
 */
record Maps(Kind kind, List<String> order, @Nullable Comparator<? super String> comparator) {
  /** The classes of maps that are told apart. */
  private enum Kind {
    ORDERED,
    SORTED,
    HASH_MAP,
    LINKED_HASH_MAP,
    TREE_MAP
  }

  static Maps like(Map<String, ?> given) {
    List<String> order = List.copyOf(given.keySet());
    return given instanceof SortedMap<String, ?> sorted
        ? new Maps(kind(given), order, sorted.comparator())
        : new Maps(kind(given), order, null);
  }

  private static Kind kind(Map<String, ?> given) {
    Class<?> type = given.getClass();
    if (type == LinkedHashMap.class) {
      return Kind.LINKED_HASH_MAP;
    }
    if (type == HashMap.class) {
      return Kind.HASH_MAP;
    }
    if (type == TreeMap.class) {
      return Kind.TREE_MAP;
    }
    return given instanceof SortedMap ? Kind.SORTED : Kind.ORDERED;
  }

  /** {@return a map of these values, their keys in natural order} */
  Object make(List<String> keys, Object[] values) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String key : order) {
      ordered.put(key, values[Collections.binarySearch(keys, key)]);
    }
    return switch (kind) {
      case ORDERED -> Collections.unmodifiableMap(ordered);
      case SORTED -> Collections.unmodifiableNavigableMap(sorted(ordered));
      case HASH_MAP -> new HashMap<>(ordered);
      case LINKED_HASH_MAP -> ordered;
      case TREE_MAP -> sorted(ordered);
    };
  }

  private TreeMap<String, Object> sorted(Map<String, Object> values) {
    TreeMap<String, Object> map = new TreeMap<>(comparator);
    map.putAll(values);
    return map;
  }
}
