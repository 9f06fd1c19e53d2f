package org.fluxion.internal.structure;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.StructureException;
import org.fluxion.spi.TensorStructure;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A structure without its tensors: what is needed to put others in their places. */
sealed interface Node {
  /** {@return the value with these tensors, taken in order} */
  Object rebuild(Leaves leaves);

  /** {@return whether the other, of whatever kind, has the same places for tensors} */
  boolean isLike(Node other);

  /** {@return what it is in a few words, the same for those whose own level is alike} */
  String kind();

  /** {@return the nodes right below} */
  default List<Node> children() {
    return List.of();
  }

  /** {@return the place of a child} */
  default Path step(Path here, int child) {
    throw new AssertionError(kind() + " has no child " + child + " at " + here);
  }

  /** Tensors being handed out in order. */
  final class Leaves {
    private final Tensor[] tensors;
    private final Argument owner;
    private int next;

    Leaves(Tensor[] tensors, Argument owner) {
      this.tensors = tensors;
      this.owner = owner;
    }

    Tensor next() {
      return tensors[next++];
    }

    List<Tensor> next(int count) {
      next += count;
      return List.of(tensors).subList(next - count, next);
    }

    /** {@return the operator and its argument, for messages} */
    Argument owner() {
      return owner;
    }

    Object[] rebuilt(List<Node> nodes) {
      Object[] values = new Object[nodes.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = nodes.get(i).rebuild(this);
      }
      return values;
    }
  }

  private static boolean allLike(List<Node> some, List<Node> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!some.get(i).isLike(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** {@return the first difference of two nodes that are not alike, and where it is} */
  static @Nullable String difference(Node own, Node other, Path here) {
    if (!own.kind().equals(other.kind())) {
      String where = here.toString();
      return (where.isEmpty() ? "" : "at " + where + ": ") + own.kind() + " and " + other.kind();
    }
    for (int i = 0; i < own.children().size(); i++) {
      String below = difference(own.children().get(i), other.children().get(i), own.step(here, i));
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  /** One tensor. */
  enum Leaf implements Node {
    INSTANCE;

    @Override
    public Object rebuild(Leaves leaves) {
      return leaves.next();
    }

    @Override
    public boolean isLike(Node other) {
      return other == this;
    }

    @Override
    public String kind() {
      return "a tensor";
    }
  }

  /** A record. */
  record OfRecord(RecordType type, List<Node> children) implements Node {
    @Override
    public Object rebuild(Leaves leaves) {
      return type.make(leaves.rebuilt(children), leaves.owner());
    }

    @Override
    public boolean isLike(Node other) {
      return other instanceof OfRecord r && type.equals(r.type) && allLike(children, r.children);
    }

    @Override
    public String kind() {
      return "a record " + type.constructor().getDeclaringClass().getName();
    }

    @Override
    public Path step(Path here, int child) {
      return here.component(type.component(child));
    }
  }

  /**
   * A list.
   *
   * @param isArrayList whether it comes back as an {@code ArrayList} and not unmodifiable: in
   *     {@code var x = new ArrayList<Tensor>()} the caller's function is written for that class
   */
  record OfList(boolean isArrayList, List<Node> children) implements Node {
    @Override
    public Object rebuild(Leaves leaves) {
      List<Object> values = List.of(leaves.rebuilt(children));
      return isArrayList ? new ArrayList<>(values) : values;
    }

    @Override
    public boolean isLike(Node other) {
      return other instanceof OfList l && allLike(children, l.children);
    }

    @Override
    public String kind() {
      return "a list of " + children.size();
    }

    @Override
    public Path step(Path here, int child) {
      return here.element(child);
    }
  }

  /**
   * A map.
   *
   * @param keys in their natural order, which is that of the children: the order of the tensors is
   *     the same for all maps of the same keys
   */
  record OfMap(Maps maps, List<String> keys, List<Node> children) implements Node {
    @Override
    public Object rebuild(Leaves leaves) {
      return maps.make(keys, leaves.rebuilt(children));
    }

    @Override
    public boolean isLike(Node other) {
      return other instanceof OfMap m && keys.equals(m.keys) && allLike(children, m.children);
    }

    @Override
    public String kind() {
      return "a map of " + keys;
    }

    @Override
    public Path step(Path here, int child) {
      return here.entry(keys.get(child));
    }
  }

  /** A structure that names its tensors itself. */
  record OfOwn(TensorStructure prototype, List<String> paths) implements Node {
    @Override
    public Object rebuild(Leaves leaves) {
      TensorStructure made = prototype.withTensors(leaves.next(paths.size()));
      if (made == null) {
        throw new StructureException(
            leaves.owner() + ": " + prototype.getClass().getName() + ".withTensors returned null");
      }
      return made;
    }

    @Override
    public boolean isLike(Node other) {
      return other instanceof OfOwn o
          && prototype.getClass() == o.prototype.getClass()
          && paths.equals(o.paths);
    }

    @Override
    public String kind() {
      return "a " + prototype.getClass().getSimpleName() + " of " + paths;
    }
  }
}
