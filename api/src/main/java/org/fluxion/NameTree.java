package org.fluxion;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of {@link Parameters}: an ordered tree, its leaves numbered in order.
 *
 * <p>Parameters that differ in their tensors alone share it, so that a training step builds no
 * names. Equal if the same names stand for the same leaves.
 *
 * @param branches the direct children, in order
 * @param paths of all leaves, in order, names joined by dots
 */
record NameTree(Map<String, Branch> branches, List<String> paths) {
  static final NameTree EMPTY = new NameTree(Map.of(), List.of());

  /** More names than this do not help whoever reads an error. */
  private static final int LISTED = 16;

  /**
   * A child.
   *
   * @param from the number of its first leaf
   * @param tree below it; null for a leaf
   */
  record Branch(int from, @Nullable NameTree tree) {
    int leaves() {
      return tree == null ? 1 : tree.paths().size();
    }
  }

  /** {@return the tree with these children, null standing for a leaf} */
  static NameTree of(Map<String, @Nullable NameTree> children) {
    Map<String, Branch> branches = new LinkedHashMap<>();
    List<String> paths = new ArrayList<>();
    children.forEach(
        (name, tree) -> {
          branches.put(name, new Branch(paths.size(), tree));
          if (tree == null) {
            paths.add(name);
          } else {
            tree.paths().forEach(path -> paths.add(name + "." + path));
          }
        });
    return new NameTree(Collections.unmodifiableMap(branches), List.copyOf(paths));
  }

  /**
   * {@return what is at a path, its leaves numbered from the root of this tree; null if nothing is}
   */
  @Nullable Branch find(String path) {
    NameTree tree = this;
    int from = 0;
    int start = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
      Branch branch = tree.branches.get(path.substring(start, dot));
      if (branch == null || branch.tree() == null) {
        return null;
      }
      from += branch.from();
      tree = branch.tree();
      start = dot + 1;
    }
    Branch last = tree.branches.get(path.substring(start));
    return last == null ? null : new Branch(from + last.from(), last.tree());
  }

  /** {@return the tree of some of the leaves, without the names that have none of them below} */
  NameTree only(BitSet leaves) {
    return only(leaves, 0);
  }

  private NameTree only(BitSet leaves, int offset) {
    Map<String, @Nullable NameTree> kept = new LinkedHashMap<>();
    branches.forEach(
        (name, branch) -> {
          int from = offset + branch.from();
          int next = leaves.nextSetBit(from);
          if (next >= 0 && next < from + branch.leaves()) {
            kept.put(name, branch.tree() == null ? null : branch.tree().only(leaves, from));
          }
        });
    return of(kept);
  }

  /** {@return the paths in a sentence, the first ones if there are many} */
  String listed() {
    if (paths.isEmpty()) {
      return "there are none";
    }
    String first = String.join(", ", paths.subList(0, Math.min(LISTED, paths.size())));
    int more = paths.size() - LISTED;
    return "there are " + first + (more > 0 ? " and " + more + " more" : "");
  }
}
