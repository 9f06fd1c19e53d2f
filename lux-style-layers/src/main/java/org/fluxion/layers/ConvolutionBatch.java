package org.fluxion.layers;

import java.util.Arrays;
import org.fluxion.layers.Convolution.Role;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Batching of a {@link Convolution}: many of them are one larger one.
 *
 * <p>The rows of the batch run over the result and over one or both operands. Where a weight is
 * shared, they are further samples; where an input is shared, further outputs of each group; where
 * an output is shared, further channels of each group; where nothing is shared, further groups.
 */
enum ConvolutionBatch {
  SAMPLES,
  OUTPUTS,
  CHANNELS,
  GROUPS;

  static ConvolutionBatch of(Convolution convolution, boolean[] batched) {
    for (int operand = 0; operand < batched.length; operand++) {
      if (!batched[operand]) {
        return switch (convolution.role(operand)) {
          case WEIGHT -> SAMPLES;
          case INPUT -> OUTPUTS;
          case OUTPUT -> CHANNELS;
        };
      }
    }
    return GROUPS;
  }

  /** {@return the results of all rows, stacked} */
  Tensor apply(Convolution convolution, int size, Tensor[] operands, boolean[] batched) {
    Tensor[] merged = new Tensor[operands.length];
    Shape[] single = new Shape[operands.length];
    for (int i = 0; i < operands.length; i++) {
      Shape shape = operands[i].shape();
      single[i] =
          batched[i] ? Shape.of(Arrays.copyOfRange(shape.toArray(), 1, shape.rank())) : shape;
      merged[i] =
          batched[i]
              ? merge(convolution.role(i), operands[i], single[i], convolution.groups())
              : operands[i];
    }
    int groups = this == GROUPS ? size * convolution.groups() : convolution.groups();
    Tensor result =
        new Convolution(convolution.gives(), convolution.geometry(), groups).apply(merged);
    Shape one = convolution.shape(single);
    return split(convolution.gives(), result, one, size, convolution.groups());
  }

  /** Where the axis of rows goes in a tensor seen as before × groups × rest. */
  private record Place(int axis, int before, int groups) {}

  private Place place(Role role, Shape shape, int groups) {
    int last = shape.rank() - 1;
    boolean weight = role == Role.WEIGHT;
    return switch (this) {
      case SAMPLES -> new Place(0, 1, 1);
      case OUTPUTS -> new Place(last, between(shape, 0, last), groups);
      case CHANNELS ->
          weight
              ? new Place(last - 1, between(shape, 0, last - 1), 1)
              : new Place(last, between(shape, 0, last), groups);
      case GROUPS -> new Place(last, between(shape, 0, last), 1);
    };
  }

  private static int between(Shape shape, int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= shape.get(axis);
    }
    return product;
  }

  private Tensor merge(Role role, Tensor stacked, Shape single, int groups) {
    Place place = place(role, single, groups);
    int size = stacked.shape().get(0);
    int rest = single.size() / Math.max(1, place.before * place.groups);
    int[] merged = single.toArray();
    merged[place.axis] *= size;
    return stacked
        .reshape(size, place.before, place.groups, rest)
        .transpose(1, 2, 0, 3)
        .reshape(merged);
  }

  private Tensor split(Role role, Tensor merged, Shape single, int size, int groups) {
    Place place = place(role, single, groups);
    int rest = single.size() / Math.max(1, place.before * place.groups);
    return merged
        .reshape(place.before, place.groups, size, rest)
        .transpose(2, 0, 1, 3)
        .reshape(single.prepend(size).toArray());
  }
}
