package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Linear;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/** What the interfaces of primitive and differential demand besides being right. */
final class RuleLaws {
  private RuleLaws() {}

  static void shapeAgrees(Trial trial) {
    assertEquals(
        trial.result.shape(), trial.primitive.shape(shapes(trial.operands)), "promised shape");
    assertTrue(!(trial.result instanceof Tracer), "evaluate returned a tracer");
    assertTrue(!trial.primitive.name().isBlank(), "the name is blank");
  }

  static void nullTangentIsZero(Trial trial) {
    Tensor[] tangents = trial.drawTangents();
    int count = tangents.length;
    for (int mask = 0; mask < 1 << count; mask++) {
      @Nullable Tensor[] nulls = new @Nullable Tensor[count];
      Tensor[] zeros = new Tensor[count];
      for (int i = 0; i < count; i++) {
        boolean given = (mask >> i & 1) != 0;
        nulls[i] = given ? tangents[i] : null;
        zeros[i] = given ? tangents[i] : Tensor.zeros(tangents[i].shape());
      }
      Tensor pushed = trial.push(nulls);
      assertEquals(trial.result.shape(), pushed.shape(), "shape of the pushforward");
      Close.assertClose(
          trial.push(zeros),
          pushed,
          trial.sample.tolerance(),
          "pushforward of " + Arrays.toString(nulls));
    }
  }

  static void wantedIsRespected(Trial trial) {
    Tensor cotangent = trial.drawCotangent();
    Tensor[] all = trial.pull(cotangent);
    int count = all.length;
    for (int mask = 0; mask < 1 << count; mask++) {
      boolean[] wanted = new boolean[count];
      for (int i = 0; i < count; i++) {
        wanted[i] = (mask >> i & 1) != 0;
      }
      @Nullable Tensor[] some = trial.differential.pullback(cotangent, wanted);
      String what = "pullback wanted " + Arrays.toString(wanted);
      assertNotNull(some, what + ": the array itself is null");
      assertEquals(count, some.length, what + ": one answer for each operand");
      for (int i = 0; i < count; i++) {
        Tensor answer = some[i];
        if (!wanted[i]) {
          assertNull(answer, what + ": operand " + i + " was not wanted");
        } else if (answer == null) {
          assertTrue(all[i].isKnownZero(), what + ": operand " + i + " is null but not zero");
        } else {
          assertEquals(trial.operands[i].shape(), answer.shape(), what + ": shape of " + i);
          Close.assertClose(all[i], answer, trial.sample.tolerance(), what + ", operand " + i);
        }
      }
    }
    if (trial.primitive instanceof Linear linear) {
      adjointsAgree(linear, trial, cotangent, all);
    }
  }

  /** A primitive may state all adjoints together, and each by itself a second time. */
  private static void adjointsAgree(
      Linear primitive, Trial trial, Tensor cotangent, Tensor[] pulled) {
    for (int i = 0; i < pulled.length; i++) {
      Tensor adjoint = primitive.adjoint(i, cotangent, shapes(trial.operands));
      Close.assertClose(pulled[i], adjoint, trial.sample.tolerance(), "adjoint of operand " + i);
    }
  }

  static void reusable(Trial trial) {
    Tensor[] tangents = trial.drawTangents();
    Tensor cotangent = trial.drawCotangent();
    Tensor pushed = trial.push(tangents);
    Tensor[] pulled = trial.pull(cotangent);
    trial.pull(trial.drawCotangent());
    trial.push(trial.drawTangents());
    assertSameBits(pushed, trial.push(tangents), "second pushforward");
    Tensor[] again = trial.pull(cotangent);
    for (int i = 0; i < pulled.length; i++) {
      assertSameBits(pulled[i], again[i], "second pullback, operand " + i);
    }
  }

  static void operandsUntouched(Trial trial) {
    Tensor[] given = trial.operands.clone();
    Tensor[] tangents = trial.drawTangents();
    Tensor[] ownTangents = tangents.clone();
    Tensor cotangent = trial.drawCotangent();
    double[][] before = contents(given, tangents, trial.result, cotangent);
    trial.primitive.evaluate(given);
    trial.primitive.linearize(given);
    Differential differential = trial.primitive.differentiate(given, trial.result);
    differential.pushforward(ownTangents);
    boolean[] wanted = new boolean[given.length];
    Arrays.fill(wanted, true);
    differential.pullback(cotangent, wanted);
    for (int i = 0; i < given.length; i++) {
      assertSame(trial.operands[i], given[i], "array of operands, " + i);
      assertSame(tangents[i], ownTangents[i], "array of tangents, " + i);
      assertTrue(wanted[i], "array of those wanted, " + i);
    }
    double[][] after = contents(given, tangents, trial.result, cotangent);
    for (int i = 0; i < before.length; i++) {
      assertArrayEquals(before[i], after[i], "elements of a tensor that was passed in");
    }
  }

  static void expansionAgrees(Trial trial) {
    Tensor expanded = trial.primitive.expand(trial.operands.clone());
    if (expanded != null) {
      Close.assertClose(trial.result, expanded, trial.sample.tolerance(), "expanded");
    }
  }

  /** A prepared program runs the primitive on arrays that it uses for other results as well. */
  static void arraysAreFilled(Trial trial) {
    ArrayFunction onArrays = trial.primitive.onArrays(shapes(trial.operands));
    if (onArrays == null) {
      return;
    }
    double[][] arrays = Arrays.stream(trial.operands).map(Tensor::toArray).toArray(double[][]::new);
    double[] result = new double[trial.result.size()];
    for (double before : new double[] {Double.NaN, 7}) {
      Arrays.fill(result, before);
      onArrays.run(arrays, result);
      assertArrayEquals(trial.result.toArray(), result, "result in an array of " + before);
    }
    for (int i = 0; i < arrays.length; i++) {
      assertArrayEquals(trial.operands[i].toArray(), arrays[i], "array of operand " + i);
    }
  }

  static void assertSameBits(Tensor expected, Tensor actual, String what) {
    assertEquals(expected.shape(), actual.shape(), what + ": shape");
    assertArrayEquals(expected.toArray(), actual.toArray(), what);
  }

  static Shape[] shapes(Tensor[] tensors) {
    return Arrays.stream(tensors).map(Tensor::shape).toArray(Shape[]::new);
  }

  private static double[][] contents(
      Tensor[] operands, Tensor[] tangents, Tensor result, Tensor cotangent) {
    double[][] contents = new double[2 * operands.length + 2][];
    for (int i = 0; i < operands.length; i++) {
      contents[2 * i] = operands[i].toArray();
      contents[2 * i + 1] = tangents[i].toArray();
    }
    contents[contents.length - 2] = result.toArray();
    contents[contents.length - 1] = cotangent.toArray();
    return contents;
  }
}
