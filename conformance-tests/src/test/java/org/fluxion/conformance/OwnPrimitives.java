package org.fluxion.conformance;

import java.util.stream.Stream;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Arraywise;
import org.fluxion.tensor.Elementwise;
import org.fluxion.tensor.Linear;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Primitives as a third party writes them, by the families: what these leave to a family's own
 * methods, no primitive of the kernel does.
 */
final class OwnPrimitives {
  private OwnPrimitives() {}

  static Stream<PrimitiveSample> samples() {
    Tensor a = Tensor.vector(0.7, -1.2, 0.4);
    Tensor b = Tensor.vector(1.3, 0.6, -0.8);
    Tensor c = Tensor.vector(-0.5, 0.9, 1.1);
    Tensor matrix = Tensor.of(new double[] {1, -2, 0.5, 3, 0.25, -1}, 2, 3);
    return Stream.of(
        PrimitiveSample.of("three vectors", new ProductOfThree(), a, b, c),
        PrimitiveSample.of("a vector and a matrix", new Halves(), a, matrix),
        ApiPrimitivesTest.custom());
  }

  /** a b c, an elementwise function of more than two arguments. */
  private record ProductOfThree() implements Elementwise {
    @Override
    public String name() {
      return "productOfThree";
    }

    @Override
    public void loop(double[][] operands, double[] result) {
      for (int i = 0; i < result.length; i++) {
        result[i] = operands[0][i] * operands[1][i] * operands[2][i];
      }
    }

    @Override
    public Tensor partial(int operand, Tensor[] operands, Tensor result) {
      return operands[(operand + 1) % 3].times(operands[(operand + 2) % 3]);
    }
  }

  /** Half of a vector in front of half of each row of a matrix: a linear rule without batching. */
  private record Halves() implements Linear, Arraywise {
    @Override
    public String name() {
      return "halves";
    }

    @Override
    public Shape shape(Shape... operands) {
      Shape vector = operands[0];
      Shape matrix = operands[1];
      if (vector.rank() != 1 || matrix.rank() != 2 || matrix.get(1) != vector.get(0)) {
        throw new ShapeMismatchException("halves: " + vector + " and " + matrix);
      }
      return Shape.of(matrix.get(0) + 1, vector.get(0));
    }

    @Override
    public ArrayFunction onArrays(Shape... operands) {
      return (arrays, result) -> {
        int n = arrays[0].length;
        for (int i = 0; i < result.length; i++) {
          result[i] = 0.5 * (i < n ? arrays[0][i] : arrays[1][i - n]);
        }
      };
    }

    @Override
    public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
      return operand == 0
          ? cotangent.get(0).times(0.5)
          : cotangent.slice(0, 1, cotangent.shape().get(0)).times(0.5);
    }
  }
}
