package org.fluxion;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.fluxion.tensor.Tensor;

/**
 * Parameters in two parts: those that are trained, and those that stay as they are.
 *
 * <p>A derivative by the trainable part does no work for the frozen one, which is a constant to it:
 *
 * <pre>{@code
 * Partition parts = ps.freeze("layer_1");
 * Parameters g = gradient(backend, p -> loss(parts.union(p)), parts.trainable());
 * }</pre>
 *
 * <p>Immutable. Made by {@link Parameters#partition} and {@link Parameters#freeze}.
 */
public final class Partition {
  private final Parameters whole;
  private final BitSet selected;
  private final Parameters trainable;
  private final Parameters frozen;

  Partition(Parameters whole, BitSet selected) {
    this.whole = whole;
    this.selected = selected;
    this.trainable = whole.only(selected);
    BitSet others = (BitSet) selected.clone();
    others.flip(0, whole.tensors().size());
    this.frozen = whole.only(others);
  }

  /**
   * {@return the tree of the tensors to train, without the names that have none of them below; the
   * tree itself if nothing is frozen}
   */
  public Parameters trainable() {
    return trainable;
  }

  /** {@return the tree of the other tensors, likewise} */
  public Parameters frozen() {
    return frozen;
  }

  /**
   * {@return the whole tree, with these tensors in the places of the trainable ones}
   *
   * <p>{@code union(trainable())} is the tree that was taken apart.
   *
   * @param trainable structured as {@link #trainable()}
   * @throws StructureException if the paths differ, naming the first difference
   */
  public Parameters union(Parameters trainable) {
    this.trainable.requireSamePaths("union", trainable);
    List<Tensor> tensors = new ArrayList<>(whole.tensors());
    int next = 0;
    for (int i = selected.nextSetBit(0); i >= 0; i = selected.nextSetBit(i + 1)) {
      tensors.set(i, trainable.tensors().get(next++));
    }
    return whole.withTensors(tensors);
  }

  /** {@return the shapes of both parts} */
  @Override
  public String toString() {
    return "trainable: " + trainable + "\nfrozen: " + frozen;
  }
}
