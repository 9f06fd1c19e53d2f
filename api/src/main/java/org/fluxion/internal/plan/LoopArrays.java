package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.internal.plan.Stages.Place;

/** The arrays of operations that are done at once: the buffers of a plan, and then scratch. */
final class LoopArrays {
  private final int[] sizes;
  private final int size;
  private final List<Integer> scratch = new ArrayList<>();

  /**
   * Starts without scratch arrays.
   *
   * @param sizes the length of each buffer
   * @param size the number of elements of a value
   */
  LoopArrays(int[] sizes, int size) {
    this.sizes = sizes;
    this.size = size;
  }

  /** {@return the number of elements of a value} */
  int size() {
    return size;
  }

  /** {@return a new array with room for so many values} */
  int scratch(int values) {
    scratch.add(values * size);
    return sizes.length + scratch.size() - 1;
  }

  /** {@return where a value lies in an array of values} */
  Place part(int array, int index) {
    return new Place(array, index * size);
  }

  /** {@return whether a buffer holds one value} */
  boolean isWhole(int buffer) {
    return sizes[buffer] == size;
  }

  /** {@return the lengths of the scratch arrays} */
  List<Integer> scratch() {
    return scratch;
  }
}
