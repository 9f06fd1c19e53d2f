package org.fluxion.internal.structure;

import org.jspecify.annotations.Nullable;

/**
 * A place in a structured argument, such as {@code .layers[0].w}.
 *
 * <p>Linked to its parent, so that a place costs nothing but itself until it is named.
 *
 * @param parent null at the root
 * @param step a field's name, an index, or a map's key, by the kind of step
 */
record Path(@Nullable Path parent, Kind kind, Object step) {
  static final Path ROOT = new Path(null, Kind.ROOT, "");

  /** How a place is reached from its parent. */
  enum Kind {
    ROOT,
    COMPONENT,
    ELEMENT,
    ENTRY,
    NAMED
  }

  Path component(String name) {
    return new Path(this, Kind.COMPONENT, name);
  }

  Path element(int index) {
    return new Path(this, Kind.ELEMENT, index);
  }

  Path entry(String key) {
    return new Path(this, Kind.ENTRY, key);
  }

  /** {@return the place of a tensor that its structure names itself} */
  Path named(String path) {
    return new Path(this, Kind.NAMED, path);
  }

  /** {@return the steps from the root, joined; empty at the root} */
  @Override
  public String toString() {
    String before = parent == null ? "" : parent.toString();
    return switch (kind) {
      case ROOT -> "";
      case COMPONENT -> before + "." + step;
      case ELEMENT -> before + "[" + step + "]";
      case ENTRY -> before + "[\"" + step + "\"]";
      case NAMED -> before.isEmpty() ? step.toString() : before + "." + step;
    };
  }
}
