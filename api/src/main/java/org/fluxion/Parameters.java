package org.fluxion;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.fluxion.NameTree.Branch;
import org.fluxion.spi.TensorStructure;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An ordered tree of named tensors, such as the weights of a model; also one flat vector.
 *
 * <p>A tensor is addressed by its path, as in {@code tensor("layer_1.weight")}. Every method is
 * made of tensor operations, so it may be used inside a derivative. Immutable; equal when the same
 * names in the same order stand for equal tensors.
 */
public final class Parameters implements TensorStructure {
  private static final Parameters EMPTY = new Parameters(NameTree.EMPTY, List.of());

  private final NameTree names;
  private final List<Tensor> tensors;

  private Parameters(NameTree names, List<Tensor> tensors) {
    this.names = names;
    this.tensors = tensors;
  }

  /** {@return the tree without any tensor} */
  public static Parameters empty() {
    return EMPTY;
  }

  /**
   * {@return the tree of a map, in the order in which the map is iterated}
   *
   * <p>{@link Map#of} has no order of its own; where the order of {@link #flatten} matters, give a
   * {@link LinkedHashMap}.
   *
   * @param children tensors, maps of the same kind, or other parameters; the names are not empty
   *     and contain no dot
   * @throws StructureException naming the path of whatever else is there
   */
  public static Parameters of(Map<String, ?> children) {
    List<Tensor> tensors = new ArrayList<>();
    NameTree names = collect("", children, tensors);
    return new Parameters(names, List.copyOf(tensors));
  }

  private static NameTree collect(String prefix, Map<?, ?> children, List<Tensor> tensors) {
    Map<String, @Nullable NameTree> trees = new LinkedHashMap<>();
    children.forEach(
        (key, child) -> {
          String name = checkedName(prefix, key);
          String path = prefix + name;
          if (child instanceof Tensor tensor) {
            tensors.add(tensor);
            trees.put(name, null);
          } else if (child instanceof Parameters parameters) {
            tensors.addAll(parameters.tensors);
            trees.put(name, parameters.names);
          } else if (child instanceof Map<?, ?> map) {
            trees.put(name, collect(path + ".", map, tensors));
          } else {
            throw new StructureException(
                "Parameters: "
                    + path
                    + " is "
                    + (child == null ? "null" : "a " + child.getClass().getName())
                    + "; expected a Tensor, a Map with String keys, or Parameters");
          }
        });
    return NameTree.of(trees);
  }

  private static String checkedName(String prefix, @Nullable Object key) {
    if (key instanceof String name && !name.isEmpty() && name.indexOf('.') < 0) {
      return name;
    }
    String shown = key instanceof String ? "\"" + key + "\"" : String.valueOf(key);
    String place = prefix.isEmpty() ? "" : " in " + prefix.substring(0, prefix.length() - 1);
    throw new StructureException(
        "Parameters: "
            + shown
            + place
            + " is no name; a name is a String, not empty, without a dot");
  }

  /**
   * {@return the tensor at a path}
   *
   * @throws StructureException if there is none, listing what there is
   */
  public Tensor tensor(String path) {
    return tensors.get(leaf(path).from());
  }

  /**
   * {@return the tree below a path}
   *
   * @throws StructureException if there is none, listing what there is
   */
  public Parameters at(String path) {
    Branch branch = existing(path);
    if (branch.tree() == null) {
      throw new StructureException(
          "Parameters: "
              + path
              + " is a tensor of shape "
              + tensors.get(branch.from()).shape()
              + ", not a tree; use tensor(\""
              + path
              + "\")");
    }
    int from = branch.from();
    return new Parameters(
        branch.tree(), List.copyOf(tensors.subList(from, from + branch.leaves())));
  }

  /** {@return the names of the direct children, in order} */
  public List<String> names() {
    return List.copyOf(names.branches().keySet());
  }

  /** {@return the paths of all tensors, in order} */
  @Override
  public List<String> paths() {
    return names.paths();
  }

  /** {@return all tensors, in the order of {@link #paths}} */
  @Override
  public List<Tensor> tensors() {
    return tensors;
  }

  /** {@return the number of scalars in all tensors} */
  public int size() {
    int size = 0;
    for (Tensor tensor : tensors) {
      size = Math.addExact(size, tensor.size());
    }
    return size;
  }

  /** {@return all elements in one vector: the tensors in order, each in row-major order} */
  public Tensor flatten() {
    if (tensors.isEmpty()) {
      return Tensor.zeros(0);
    }
    Tensor[] parts = new Tensor[tensors.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = tensors.get(i).flatten();
    }
    return parts.length == 1 ? parts[0] : Tensor.concat(0, parts);
  }

  /**
   * {@return the same tree, its elements taken from one vector; the inverse of {@link #flatten}}
   *
   * @throws ShapeMismatchException if the argument is not a vector of as many elements
   */
  public Parameters unflatten(Tensor vector) {
    int size = size();
    if (vector.rank() != 1 || vector.size() != size) {
      throw new ShapeMismatchException(
          "unflatten: these parameters have "
              + size
              + " elements and need a vector of shape ["
              + size
              + "], given shape "
              + vector.shape()
              + " with "
              + vector.size());
    }
    List<Tensor> parts = new ArrayList<>(tensors.size());
    int from = 0;
    for (Tensor tensor : tensors) {
      Shape shape = tensor.shape();
      int to = from + shape.size();
      Tensor part = tensors.size() == 1 ? vector : vector.slice(0, from, to);
      parts.add(part.reshape(shape.toArray()));
      from = to;
    }
    return new Parameters(names, List.copyOf(parts));
  }

  /**
   * {@return the same tree with another tensor at one path}
   *
   * @throws StructureException if there is no tensor at the path
   * @throws ShapeMismatchException if the shape is another
   */
  public Parameters with(String path, Tensor tensor) {
    int index = leaf(path).from();
    requireSameShape(path, tensors.get(index), tensor);
    List<Tensor> changed = new ArrayList<>(tensors);
    changed.set(index, tensor);
    return new Parameters(names, List.copyOf(changed));
  }

  /**
   * {@return the same tree with another subtree at one path}
   *
   * @param tree with the paths and the shapes of what is there
   * @throws StructureException if there is no tree at the path, or if the paths below it differ
   * @throws ShapeMismatchException if a shape is another
   */
  public Parameters with(String path, Parameters tree) {
    Parameters old = at(path);
    old.requireSamePaths("with: below " + path, tree);
    for (int i = 0; i < old.tensors.size(); i++) {
      requireSameShape(path + "." + old.paths().get(i), old.tensors.get(i), tree.tensors.get(i));
    }
    List<Tensor> changed = new ArrayList<>(tensors);
    int from = existing(path).from();
    for (int i = 0; i < tree.tensors.size(); i++) {
      changed.set(from + i, tree.tensors.get(i));
    }
    return new Parameters(names, List.copyOf(changed));
  }

  private static void requireSameShape(String path, Tensor old, Tensor given) {
    if (!old.shape().equals(given.shape())) {
      throw new ShapeMismatchException(
          "with: "
              + path
              + " has shape "
              + old.shape()
              + ", given "
              + given.shape()
              + "; shapes stay as they are: reshape the tensor, or build new Parameters");
    }
  }

  /**
   * {@return two parts: the tensors whose paths satisfy a condition, to be trained, and the others}
   */
  public Partition partition(Predicate<String> trainable) {
    BitSet selected = new BitSet(tensors.size());
    for (int i = 0; i < tensors.size(); i++) {
      selected.set(i, trainable.test(paths().get(i)));
    }
    return new Partition(this, selected);
  }

  /**
   * {@return two parts: what is at these paths is frozen, and the rest is to be trained}
   *
   * @param paths of tensors, or of trees, with all that is below them
   * @throws StructureException if there is nothing at a path, listing what there is
   */
  public Partition freeze(String... paths) {
    BitSet selected = new BitSet(tensors.size());
    selected.set(0, tensors.size());
    for (String path : paths) {
      Branch branch = existing(path);
      selected.clear(branch.from(), branch.from() + branch.leaves());
    }
    return new Partition(this, selected);
  }

  /** {@return the tree of some of the tensors, without the names that have none of them below} */
  Parameters only(BitSet selected) {
    return selected.cardinality() == tensors.size()
        ? this
        : new Parameters(names.only(selected), selected.stream().mapToObj(tensors::get).toList());
  }

  /** {@return the same tree with the result of a function for each tensor} */
  public Parameters map(UnaryOperator<Tensor> function) {
    List<Tensor> results = new ArrayList<>(tensors.size());
    for (Tensor tensor : tensors) {
      results.add(function.apply(tensor));
    }
    return withTensors(results);
  }

  /**
   * {@return the same tree with the result of a function for each two tensors at one path}
   *
   * @throws StructureException if the paths differ, naming the first difference
   */
  public Parameters zip(Parameters other, BinaryOperator<Tensor> function) {
    requireSamePaths("zip", other);
    List<Tensor> results = new ArrayList<>(tensors.size());
    for (int i = 0; i < tensors.size(); i++) {
      results.add(function.apply(tensors.get(i), other.tensors.get(i)));
    }
    return withTensors(results);
  }

  /** {@return the same tree with other tensors, in the order of {@link #paths}} */
  @Override
  public Parameters withTensors(List<Tensor> others) {
    if (others.size() != tensors.size()) {
      throw new StructureException(
          "Parameters: " + tensors.size() + " tensors needed, given " + others.size());
    }
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i) == null) {
        throw new StructureException("Parameters: null given for " + paths().get(i));
      }
    }
    return new Parameters(names, List.copyOf(others));
  }

  /** Fails if the other tree has other paths, naming the first difference. */
  void requireSamePaths(String operation, Parameters other) {
    List<String> own = paths();
    List<String> given = other.paths();
    if (own.equals(given)) {
      return;
    }
    int i = 0;
    while (i < own.size() && i < given.size() && own.get(i).equals(given.get(i))) {
      i++;
    }
    throw new StructureException(
        operation
            + ": the paths differ at tensor "
            + i
            + ": "
            + shown(own, i)
            + " and "
            + shown(given, i));
  }

  private static String shown(List<String> paths, int i) {
    return i < paths.size() ? paths.get(i) : "nothing";
  }

  private Branch leaf(String path) {
    Branch branch = existing(path);
    if (branch.tree() != null) {
      throw new StructureException(
          "Parameters: " + path + " is a tree, not a tensor; below it " + branch.tree().listed());
    }
    return branch;
  }

  private Branch existing(String path) {
    Branch branch = names.find(path);
    if (branch == null) {
      throw new StructureException("Parameters: no \"" + path + "\"; " + names.listed());
    }
    return branch;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Parameters p && names.equals(p.names) && tensors.equals(p.tensors));
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + tensors.hashCode();
  }

  /** {@return the tree, a line for each name, with the shapes of the tensors} */
  @Override
  public String toString() {
    int size = size();
    StringBuilder text = new StringBuilder("Parameters, ").append(size);
    text.append(size == 1 ? " scalar" : " scalars");
    append(text, "\n  ", names, 0);
    return text.toString();
  }

  private void append(StringBuilder text, String indent, NameTree tree, int offset) {
    tree.branches()
        .forEach(
            (name, branch) -> {
              text.append(indent).append(name);
              int from = offset + branch.from();
              if (branch.tree() == null) {
                text.append(' ').append(tensors.get(from).shape());
              } else {
                append(text, indent + "  ", branch.tree(), from);
              }
            });
  }
}
