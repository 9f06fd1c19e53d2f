package org.fluxion.compiler;

import java.util.Arrays;
import java.util.List;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Pointwise;
import org.fluxion.tensor.Shape;

/** The memory of generated code on numbers; for one thread at a time. */
final class Frame {
  /** Numbers that one method leaves to others. */
  final double[] registers;

  /** Known numbers that differ from turn to turn of a loop, one array for each place in a turn. */
  final double[][] tables;

  /** What the code is run on. */
  double[][] arrays = {};

  private final Call[] calls;

  Frame(int registers, double[][] tables, List<Pointwise> called, int[] arities) {
    this.registers = new double[registers];
    this.tables = tables;
    calls = new Call[called.size()];
    Arrays.setAll(calls, i -> new Call(called.get(i), arities[i]));
  }

  /** {@return what a primitive gives for one number} */
  double call(int primitive, double a) {
    Call call = calls[primitive];
    call.operands[0][0] = a;
    return call.run();
  }

  /** {@return what a primitive gives for two numbers} */
  double call(int primitive, double a, double b) {
    Call call = calls[primitive];
    call.operands[0][0] = a;
    call.operands[1][0] = b;
    return call.run();
  }

  /** {@return what a primitive gives for three numbers} */
  double call(int primitive, double a, double b, double c) {
    Call call = calls[primitive];
    call.operands[0][0] = a;
    call.operands[1][0] = b;
    call.operands[2][0] = c;
    return call.run();
  }

  /** A primitive with arrays of one element. */
  private static final class Call {
    final ArrayFunction function;
    final double[][] operands;
    final double[] result = new double[1];

    Call(Pointwise primitive, int arity) {
      Shape[] shapes = new Shape[arity];
      Arrays.fill(shapes, Shape.of());
      function = primitive.onArrays(shapes);
      operands = new double[arity][1];
    }

    double run() {
      function.run(operands, result);
      return result[0];
    }
  }
}
