package org.fluxion.conformance;

import static org.fluxion.conformance.Operation.unary;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fluxion.conformance.Operation.Trait;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Steps that move elements about, repeat them, or leave some out. */
final class ShapeChoices {
  private ShapeChoices() {}

  static List<Choice> all() {
    return List.of(
        Choice.fixed(1, unary("flatten()", Tensor::flatten)),
        new Choice(1, ShapeChoices::reshape),
        new Choice(1, ShapeChoices::transpose),
        new Choice(1, ShapeChoices::broadcast),
        new Choice(1, ShapeChoices::get),
        new Choice(1, ShapeChoices::slice),
        new Choice(1, ShapeChoices::gather),
        new Choice(1, ShapeChoices::pad),
        new Choice(1, ShapeChoices::flip),
        new Choice(2, ShapeChoices::stack),
        new Choice(2, ShapeChoices::concat),
        Choice.fixed(1, unary("diag()", Tensor::diag)));
  }

  private static Operation reshape(SplittableRandom random, Shape... shapes) {
    int size = shapes[0].size();
    int rows =
        IntStream.rangeClosed(1, size).filter(n -> size % n == 0).skip(1).findFirst().orElse(1);
    int[] shape =
        switch (random.nextInt(3)) {
          case 0 -> new int[] {rows, size / rows};
          case 1 -> new int[] {size / rows, 1, rows};
          default -> new int[] {size};
        };
    return unary("reshape(" + Source.list(shape) + ")", x -> x.reshape(shape));
  }

  private static Operation transpose(SplittableRandom random, Shape... shapes) {
    int rank = shapes[0].rank();
    int shift = rank == 0 ? 0 : random.nextInt(rank);
    int[] axes =
        random.nextBoolean()
            ? new int[0]
            : IntStream.range(0, rank).map(axis -> (axis + shift) % rank).toArray();
    return unary("transpose(" + Source.list(axes) + ")", x -> x.transpose(axes));
  }

  private static Operation broadcast(SplittableRandom random, Shape... shapes) {
    int[] shape =
        IntStream.of(shapes[0].prepend(random.nextInt(1, 4)).toArray())
            .map(length -> length == 1 ? random.nextInt(1, 3) : length)
            .toArray();
    return unary("broadcastTo(" + Source.list(shape) + ")", x -> x.broadcastTo(shape));
  }

  private static Operation get(SplittableRandom random, Shape... shapes) {
    int count = shapes[0].rank() == 0 ? 0 : random.nextInt(1, shapes[0].rank() + 1);
    int[] index =
        IntStream.range(0, count).map(axis -> random.nextInt(shapes[0].get(axis))).toArray();
    return unary("get(" + Source.list(index) + ")", x -> x.get(index));
  }

  private static Operation slice(SplittableRandom random, Shape... shapes) {
    int axis = axis(random, shapes[0]);
    int length = length(shapes[0], axis);
    int from = random.nextInt(length);
    int to = random.nextInt(from, length) + 1;
    return unary("slice(" + Source.list(axis, from, to) + ")", x -> x.slice(axis, from, to));
  }

  private static Operation gather(SplittableRandom random, Shape... shapes) {
    int axis = axis(random, shapes[0]);
    int length = length(shapes[0], axis);
    int[] indices = random.ints(random.nextInt(1, 4), 0, length).toArray();
    return unary(
        "gather(" + axis + ", " + Source.list(indices) + ")", x -> x.gather(axis, indices));
  }

  private static Operation pad(SplittableRandom random, Shape... shapes) {
    int axis = axis(random, shapes[0]);
    int before = random.nextInt(2);
    int after = random.nextInt(2);
    return unary("pad(" + Source.list(axis, before, after) + ")", x -> x.pad(axis, before, after));
  }

  private static Operation flip(SplittableRandom random, Shape... shapes) {
    int axis = axis(random, shapes[0]);
    return unary("flip(" + axis + ")", x -> x.flip(axis));
  }

  private static Operation stack(SplittableRandom random, Shape... shapes) {
    int axis = random.nextInt(shapes[0].rank() + 1);
    return new Operation(
        "Tensor.stack(" + axis + ", %1$s, %2$s)",
        x -> Tensor.stack(axis, x),
        x -> true,
        Trait.SMOOTH);
  }

  private static Operation concat(SplittableRandom random, Shape... shapes) {
    int axis = axis(random, shapes[0]);
    return new Operation(
        "Tensor.concat(" + axis + ", %1$s, %2$s)",
        x -> Tensor.concat(axis, x),
        x -> true,
        Trait.SMOOTH);
  }

  /** {@return any axis; 0 of a scalar, which the operations then refuse} */
  private static int axis(SplittableRandom random, Shape shape) {
    return shape.rank() == 0 ? 0 : random.nextInt(shape.rank());
  }

  private static int length(Shape shape, int axis) {
    return shape.rank() == 0 ? 1 : shape.get(axis);
  }
}
