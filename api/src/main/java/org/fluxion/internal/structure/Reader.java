package org.fluxion.internal.structure;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxion.StructureException;
import org.fluxion.spi.TensorStructure;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Takes a structured argument apart: its tensors, where they are, and what remains without them.
 */
final class Reader {
  private static final String MADE_OF =
      "a structure is made of tensors, records, lists, maps with String keys, Parameters and other"
          + " TensorStructures; let the function capture anything else";

  private final Argument owner;
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Path> paths = new ArrayList<>();

  /**
   * Starts without any tensor.
   *
   * @param owner what is read, for messages
   */
  Reader(Argument owner) {
    this.owner = owner;
  }

  Tensor[] tensors() {
    return tensors.toArray(Tensor[]::new);
  }

  List<Path> paths() {
    return paths;
  }

  /** Reads the whole argument. */
  Node read(@Nullable Object value) {
    Node node = node(value, Path.ROOT);
    if (node == null) {
      throw new StructureException(owner + " is " + type(value) + why(value));
    }
    return node;
  }

  /** {@return the structure of a value, or null if it is not one} */
  private @Nullable Node node(@Nullable Object value, Path here) {
    if (value instanceof Tensor tensor) {
      add(tensor, here);
      return Node.Leaf.INSTANCE;
    }
    if (value instanceof TensorStructure structure) {
      return own(structure, here);
    }
    if (value instanceof Record instance) {
      return ofRecord(instance, here);
    }
    if (value instanceof List<?> list) {
      return ofList(list, here);
    }
    return value instanceof Map<?, ?> map ? ofMap(map, here) : null;
  }

  private void add(Tensor tensor, Path here) {
    tensors.add(tensor);
    paths.add(here);
  }

  private Node own(TensorStructure structure, Path here) {
    List<String> names = structure.paths();
    List<Tensor> values = structure.tensors();
    String type = structure.getClass().getName();
    if (names.size() != values.size()) {
      throw new StructureException(
          owner
              + ": "
              + type
              + " has "
              + names.size()
              + " paths and "
              + values.size()
              + " tensors; they belong together");
    }
    for (int i = 0; i < names.size(); i++) {
      Path path = here.named(names.get(i));
      if (values.get(i) == null) {
        throw new StructureException(owner + ": tensor " + path + " of " + type + " is null");
      }
      add(values.get(i), path);
    }
    return new Node.OfOwn(structure, List.copyOf(names));
  }

  private Node ofRecord(Record instance, Path here) {
    RecordType type = RecordType.of(instance.getClass(), owner);
    List<Node> children = new ArrayList<>();
    for (RecordComponent component : type.components()) {
      Path path = here.component(component.getName());
      Object value = type.get(instance, children.size(), owner);
      Node child = node(value, path);
      if (child == null) {
        Class<?> declared = component.getType();
        throw new StructureException(
            owner
                + ": component "
                + path
                + " of record "
                + type.name()
                + " is "
                + (declared.isPrimitive() ? article(declared.getName()) : type(value))
                + why(value));
      }
      children.add(child);
    }
    return new Node.OfRecord(type, List.copyOf(children));
  }

  private Node ofList(List<?> list, Path here) {
    List<Node> children = new ArrayList<>(list.size());
    for (Object value : list) {
      Path path = here.element(children.size());
      Node child = node(value, path);
      if (child == null) {
        throw new StructureException(
            owner + ": element " + path + " of a list is " + type(value) + why(value));
      }
      children.add(child);
    }
    return new Node.OfList(list.getClass() == ArrayList.class, List.copyOf(children));
  }

  private Node ofMap(Map<?, ?> map, Path here) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        String place = here.toString();
        throw new StructureException(
            owner
                + ": the map"
                + (place.isEmpty() ? "" : " at " + place)
                + " has the key "
                + entry.getKey()
                + ", which is "
                + (entry.getKey() == null ? "not a String" : type(entry.getKey()))
                + "; the keys of a map in a structure are Strings");
      }
      sorted.put(key, entry.getValue());
    }
    List<Node> children = new ArrayList<>(sorted.size());
    sorted.forEach(
        (key, value) -> {
          Path path = here.entry(key);
          Node child = node(value, path);
          if (child == null) {
            throw new StructureException(
                owner + ": entry " + path + " of a map is " + type(value) + why(value));
          }
          children.add(child);
        });
    @SuppressWarnings("unchecked") // every key was seen to be a String
    Map<String, ?> checked = (Map<String, ?>) map;
    return new Node.OfMap(Maps.like(checked), List.copyOf(sorted.keySet()), List.copyOf(children));
  }

  private static String type(@Nullable Object value) {
    return value == null ? "null" : article(value.getClass().getTypeName());
  }

  private static String article(String noun) {
    return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
  }

  private static String why(@Nullable Object value) {
    return value == null ? "" : "; " + MADE_OF;
  }
}
