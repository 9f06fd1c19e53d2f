package org.fluxion.layers.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxion.spi.TensorStructure;
import org.fluxion.tensor.Tensor;

/**
 * What is in a file: tensors by name, and notes.
 *
 * @param tensors in the order of the file
 * @param metadata free text by name
 */
public record NamedTensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
  /** More names than this do not help whoever reads an error. */
  private static final int LISTED = 16;

  /** Copies both maps. */
  public NamedTensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** {@return tensors without notes} */
  public static NamedTensors of(Map<String, Tensor> tensors) {
    return new NamedTensors(tensors, Map.of());
  }

  /** {@return the tensors of a structure, such as parameters or state, named by their paths} */
  public static NamedTensors of(TensorStructure structure) {
    return new NamedTensors(Map.of(), Map.of()).with("", structure);
  }

  /**
   * {@return these tensors and those of a structure, named by a prefix and their paths}
   *
   * @throws TensorFileException if there is a tensor of such a name already
   */
  public NamedTensors with(String prefix, TensorStructure structure) {
    Map<String, Tensor> all = new LinkedHashMap<>(tensors);
    List<String> paths = structure.paths();
    for (int i = 0; i < paths.size(); i++) {
      String name = prefix + paths.get(i);
      if (all.put(name, structure.tensors().get(i)) != null) {
        throw new TensorFileException("tensors: there are two of the name " + name);
      }
    }
    return new NamedTensors(all, metadata);
  }

  /** {@return the same tensors with these notes} */
  public NamedTensors with(Map<String, String> notes) {
    return new NamedTensors(tensors, notes);
  }

  /** {@return the tensors whose names begin with a prefix, without it} */
  public NamedTensors below(String prefix) {
    Map<String, Tensor> some = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            some.put(name.substring(prefix.length()), tensor);
          }
        });
    return new NamedTensors(some, metadata);
  }

  /**
   * {@return these tensors in the order of a structure, for its {@code withTensors}}
   *
   * <p>{@code ps.withTensors(file.like(ps))} are the parameters in the file.
   *
   * @throws TensorFileException if a tensor of the structure is missing, or has another shape,
   *     naming the first that does; or if there are others besides
   */
  public List<Tensor> like(TensorStructure structure) {
    List<Tensor> found = named(structure);
    for (int i = 0; i < found.size(); i++) {
      Tensor expected = structure.tensors().get(i);
      if (!found.get(i).shape().equals(expected.shape())) {
        throw new TensorFileException(
            "tensors: "
                + structure.paths().get(i)
                + " has shape "
                + found.get(i).shape()
                + ", expected "
                + expected.shape());
      }
    }
    return found;
  }

  /**
   * {@return the same as {@link #like}, whatever the shapes}
   *
   * @throws TensorFileException if the names are others
   */
  public List<Tensor> named(TensorStructure structure) {
    List<Tensor> found = new ArrayList<>();
    for (String path : structure.paths()) {
      Tensor tensor = tensors.get(path);
      if (tensor == null) {
        throw new TensorFileException(
            "tensors: there is no " + path + "; there are " + listed(tensors.keySet()));
      }
      found.add(tensor);
    }
    Set<String> others = new LinkedHashSet<>(tensors.keySet());
    structure.paths().forEach(others::remove);
    if (!others.isEmpty()) {
      throw new TensorFileException(
          "tensors: nothing is named "
              + listed(others)
              + "; there are "
              + listed(structure.paths()));
    }
    return found;
  }

  private static String listed(Collection<String> names) {
    List<String> first = names.stream().limit(LISTED).toList();
    int more = names.size() - first.size();
    return first + (more > 0 ? " and " + more + " more" : "");
  }
}
