package org.fluxion.internal.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.fluxion.internal.plan.Joined.Part;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows of blocks together, block by block, and adds up those that come to the same place.
 *
 * <p>Of several parts those with the largest offset come first: at an element they are of the
 * earliest rows. So the order of a sum does not depend on the blocks, and the first part finds
 * elements that nothing has been added to and is copied.
 */
final class Join {
  private final int place;
  private final double[] own;
  private final int length;
  private final List<Part> parts;

  /** The rows of the batch. */
  private final int rows;

  /** What is filled: the own elements, or an array of the caller. */
  private double[] target;

  /**
   * Prepares what puts a value together.
   *
   * @param own its elements, to be filled unless another array is given
   * @param length of each part
   * @param rows of the batch
   */
  Join(Joined joined, double[] own, int length, int rows) {
    place = joined.place();
    this.own = own;
    this.length = length;
    this.rows = rows;
    target = own;
    parts = joined.parts().stream().sorted(Comparator.comparing(Part::offset).reversed()).toList();
  }

  /** {@return the place of the value} */
  int place() {
    return place;
  }

  /** {@return the elements that are filled from now on} */
  double[] fill(double @Nullable [] given) {
    target = given == null ? own : given;
    return target;
  }

  /** {@return the parts in the order in which they are added} */
  List<Part> parts() {
    return parts;
  }

  /** Puts zeros where the first part has them in front of its rows. */
  void begin() {
    Arrays.fill(target, 0, parts.get(0).offset(), 0);
  }

  /**
   * Adds a block.
   *
   * @param row the first of the block, which follows the block before
   * @param blocks the elements of each part
   */
  void add(int row, double[][] blocks) {
    int start = length / rows * row;
    System.arraycopy(blocks[0], 0, target, start + parts.get(0).offset(), blocks[0].length);
    for (int i = 1; i < blocks.length; i++) {
      add(blocks[i], start + parts.get(i).offset());
    }
  }

  private void add(double[] block, int start) {
    for (int i = 0; i < block.length; i++) {
      target[start + i] += block[i];
    }
  }

  /** Adds the zeros behind the rows of each part, which turn −0 into 0. */
  void end() {
    int end = parts.get(0).offset() + length;
    Arrays.fill(target, end, target.length, 0);
    for (int i = 1; i < parts.size(); i++) {
      for (int k = parts.get(i).offset() + length; k < end; k++) {
        target[k] += 0.0;
      }
    }
  }
}
