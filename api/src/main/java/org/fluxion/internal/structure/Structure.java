package org.fluxion.internal.structure;

import java.util.List;
import org.fluxion.ShapeMismatchException;
import org.fluxion.StructureException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A structured argument taken apart into its tensors, its leaves, and able to be made of others.
 *
 * <p>Backends see lists of tensors; functions and their callers see records, lists, maps and the
 * like. This stands between them. The leaves are in the order of the structure; those of a map in
 * the natural order of its keys, so that equal keys meet however two maps are iterated. Immutable.
 *
 * @param <X> a tensor, record, list, map with String keys or {@link
 *     org.fluxion.spi.TensorStructure}, nested at will
 */
public final class Structure<X> {
  /** A description longer than this does not help whoever reads an error. */
  private static final int SHOWN = 600;

  private final Argument argument;
  private final Node root;
  private final Tensor[] leaves;
  private final List<Path> paths;

  private Structure(Argument argument, Node root, Tensor[] leaves, List<Path> paths) {
    this.argument = argument;
    this.root = root;
    this.leaves = leaves;
    this.paths = paths;
  }

  /**
   * {@return the structure of an argument}
   *
   * @param operator in which it is given, for messages
   * @param what it is there, for messages
   * @param x the argument
   * @throws StructureException naming the place of what is neither a tensor nor a structure
   */
  public static <X> Structure<X> of(String operator, String what, X x) {
    Argument argument = new Argument(operator, what);
    if (x instanceof Tensor tensor) {
      return new Structure<>(
          argument, Node.Leaf.INSTANCE, new Tensor[] {tensor}, List.of(Path.ROOT));
    }
    Reader reader = new Reader(argument);
    Node root = reader.read(x);
    return new Structure<>(argument, root, reader.tensors(), reader.paths());
  }

  /** {@return whether the argument is one tensor and nothing around it} */
  public boolean isTensor() {
    return root == Node.Leaf.INSTANCE;
  }

  /** {@return the tensors} */
  public Tensor[] leaves() {
    return leaves.clone();
  }

  /** {@return one of the tensors} */
  public Tensor leaf(int index) {
    return leaves[index];
  }

  /** {@return where each tensor is, such as {@code .layers[0].w}; empty for a bare tensor} */
  public List<String> paths() {
    return paths.stream().map(Path::toString).toList();
  }

  /**
   * {@return the same structure of the same type with other tensors}
   *
   * @param others as many as there are leaves, in their order
   * @throws StructureException if a record's constructor refuses them
   */
  @SuppressWarnings("unchecked") // a node makes what it was read from
  public X rebuild(Tensor[] others) {
    if (others.length != leaves.length) {
      throw new StructureException(
          argument + ": " + leaves.length + " tensors needed, given " + others.length);
    }
    for (int i = 0; i < others.length; i++) {
      if (others[i] == null) {
        throw new StructureException(argument + ": null given for tensor " + place(i));
      }
    }
    if (isTensor()) {
      return (X) others[0];
    }
    return (X) root.rebuild(new Node.Leaves(others, argument));
  }

  /** {@return whether the other has the same structure and the same shapes} */
  public boolean isLike(Structure<?> other) {
    return root.isLike(other.root) && firstOtherShape(other) < 0;
  }

  /**
   * Checks that another argument has the same structure and the same shapes.
   *
   * @param given the other
   * @param ownRole what this one is to the other, such as {@code "prepared"}, for messages
   * @param givenRole what the other is to this one, such as {@code "given"}
   * @throws StructureException if the structures differ, describing both and the first difference
   * @throws ShapeMismatchException if shapes differ, describing likewise
   */
  public void requireLike(Structure<?> given, String ownRole, String givenRole) {
    if (!root.isLike(given.root)) {
      throw new StructureException(
          both("the structures differ", given, ownRole, givenRole)
              + Node.difference(root, given.root, Path.ROOT));
    }
    int i = firstOtherShape(given);
    if (i >= 0) {
      throw new ShapeMismatchException(
          both("the shapes differ", given, ownRole, givenRole)
              + (isTensor() ? "" : "at " + place(i) + ": ")
              + leaves[i].shape()
              + " and "
              + given.leaves[i].shape());
    }
  }

  private String both(String what, Structure<?> given, String ownRole, String givenRole) {
    String own = "\n  " + ownRole + ": " + describe();
    String others = "\n  " + givenRole + ": " + given.describe();
    return given.argument + ": " + what + own + others + "\n  difference: ";
  }

  private int firstOtherShape(Structure<?> other) {
    for (int i = 0; i < leaves.length; i++) {
      if (!leaves[i].shape().equals(other.leaves[i].shape())) {
        return i;
      }
    }
    return -1;
  }

  /** {@return the shape of each leaf behind its path, in one line} */
  public String describe() {
    if (leaves.length == 0) {
      return root.kind() + ", without tensors";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < leaves.length && text.length() < SHOWN; i++) {
      String path = paths.get(i).toString();
      Shape shape = leaves[i].shape();
      text.append(i == 0 ? "" : ", ").append(path.isEmpty() ? "" : path + " ").append(shape);
    }
    return text.length() < SHOWN ? text.toString() : text + ", …";
  }

  private String place(int leaf) {
    String path = paths.get(leaf).toString();
    return path.isEmpty() ? argument.what() : path;
  }
}
