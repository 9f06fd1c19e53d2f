package org.fluxion.layers;

import java.util.Arrays;
import java.util.Locale;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Arraywise;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Convolution and its two adjoints, which are convolutions as well.
 *
 * <p>With input x (batch × lengths × channels), weight w (window sizes × channels / groups ×
 * outputs) and result y (batch × output lengths × outputs), all three come from one trilinear form,
 *
 * <p>T(x, w, y) = Σ x[b, source(i, k), c] · w[k, c, o] · y[b, i, o],
 *
 * <p>the sum running over samples b, output positions i, places k in the windows, and channels c
 * and outputs o of one group. Each member of the family takes two of the three and gives what T is
 * linear in the third by. So the derivatives of each member are the other members, to any order.
 *
 * @param gives which of the three is the result; the others, in the order x, w, y, are the operands
 * @param groups into how many parts channels and outputs are divided, each convolved by itself
 */
record Convolution(Role gives, Geometry geometry, int groups) implements Arraywise {
  /** The three arguments of the form. */
  enum Role {
    INPUT,
    WEIGHT,
    OUTPUT
  }

  @Override
  public String name() {
    return switch (gives) {
      case INPUT -> "convolutionByWeight";
      case WEIGHT -> "convolutionByInput";
      case OUTPUT -> "convolution";
    };
  }

  /** {@return which of the three an operand is} */
  Role role(int operand) {
    return switch (gives) {
      case INPUT -> operand == 0 ? Role.WEIGHT : Role.OUTPUT;
      case WEIGHT -> operand == 0 ? Role.INPUT : Role.OUTPUT;
      case OUTPUT -> operand == 0 ? Role.INPUT : Role.WEIGHT;
    };
  }

  @Override
  public Shape shape(Shape... operands) {
    Shape first = operands[0];
    Shape second = operands[1];
    requireShape(0, first);
    requireShape(1, second);
    int a = last(first);
    int b = last(second);
    return switch (gives) {
      case OUTPUT -> {
        require(a == channels(second) * groups, first, second);
        yield Geometry.shape(first.get(0), geometry.outputLengths(), b);
      }
      case INPUT -> {
        require(a == b, first, second);
        yield Geometry.shape(second.get(0), geometry.inputLengths(), channels(first) * groups);
      }
      case WEIGHT -> {
        require(first.get(0) == second.get(0) && a % groups == 0, first, second);
        int[] sizes = geometry.sizes();
        int[] shape = Arrays.copyOf(sizes, sizes.length + 2);
        shape[sizes.length] = a / groups;
        shape[sizes.length + 1] = b;
        yield Shape.of(shape);
      }
    };
  }

  private void requireShape(int operand, Shape shape) {
    int[] sizes = geometry.sizes();
    boolean fits =
        switch (role(operand)) {
          case INPUT -> Geometry.isBatch(shape, geometry.inputLengths(), 1);
          case OUTPUT ->
              Geometry.isBatch(shape, geometry.outputLengths(), 1) && last(shape) % groups == 0;
          case WEIGHT -> {
            boolean same = shape.rank() == sizes.length + 2 && last(shape) % groups == 0;
            for (int i = 0; same && i < sizes.length; i++) {
              same = shape.get(i) == sizes[i];
            }
            yield same;
          }
        };
    if (!fits) {
      throw new ShapeMismatchException(
          name()
              + ": the "
              + role(operand).name().toLowerCase(Locale.ROOT)
              + " has shape "
              + shape
              + ", which does not go with "
              + geometry
              + " and "
              + groups
              + " groups");
    }
  }

  private void require(boolean fits, Shape first, Shape second) {
    if (!fits) {
      throw new ShapeMismatchException(
          name() + ": shapes " + first + " and " + second + " do not go together");
    }
  }

  private static int last(Shape shape) {
    return shape.get(shape.rank() - 1);
  }

  /** {@return the channels of one group} */
  private static int channels(Shape weight) {
    return weight.get(weight.rank() - 2);
  }

  @Override
  public long multiplyAdds(Shape... operands) {
    Shape weight = gives == Role.WEIGHT ? shape(operands) : operands[gives == Role.INPUT ? 0 : 1];
    Shape batched = operands[gives == Role.INPUT ? 1 : 0];
    return (long) batched.get(0) * geometry.outputs() * weight.size();
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    Shape target = shape(operands);
    return switch (gives) {
      case OUTPUT -> new ConvolutionLoops(this, operands[0], target);
      case INPUT -> new ConvolutionLoops(this, target, operands[1]);
      case WEIGHT -> new ConvolutionLoops(this, operands[0], operands[1]);
    };
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Products(this, operands[0], operands[1]);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return size == 0
        ? Arraywise.super.batch(size, operands, batched)
        : ConvolutionBatch.of(this, batched).apply(this, size, operands, batched);
  }

  /** Each operand's adjoint is the member that gives it from the other operand and the result. */
  private record Products(Convolution convolution, Tensor first, Tensor second)
      implements Differential {
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor a = tangents[0] == null ? null : convolution.apply(tangents[0], second);
      Tensor b = tangents[1] == null ? null : convolution.apply(first, tangents[1]);
      return a == null ? b : b == null ? a : a.plus(b);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      return new @Nullable Tensor[] {
        wanted[0] ? adjoint(0, second, cotangent) : null,
        wanted[1] ? adjoint(1, first, cotangent) : null
      };
    }

    private Tensor adjoint(int operand, Tensor other, Tensor cotangent) {
      Role wanted = convolution.role(operand);
      Role given = convolution.role(1 - operand);
      Convolution adjoint = new Convolution(wanted, convolution.geometry, convolution.groups);
      return given.compareTo(convolution.gives) < 0
          ? adjoint.apply(other, cotangent)
          : adjoint.apply(cotangent, other);
    }
  }
}
