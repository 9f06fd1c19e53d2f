package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Scalars and empty tensors: whatever shapes the primitive accepts, it has to compute with. */
final class EdgeLaws {
  private EdgeLaws() {}

  static void takesWhatItAccepts(Trial trial) {
    for (Shape[] shapes : variants(RuleLaws.shapes(trial.operands))) {
      Shape promised;
      try {
        promised = trial.primitive.shape(shapes);
      } catch (ShapeMismatchException refused) {
        continue;
      }
      runAt(trial, shapes, promised);
    }
  }

  /** An index out of bounds, for instance, says that shapes were not looked at. */
  static void misfitsFailInWords(Trial trial) {
    for (Shape[] shapes : misfits(RuleLaws.shapes(trial.operands))) {
      Tensor[] operands = new Tensor[shapes.length];
      Arrays.setAll(operands, i -> trial.draws.between(0.2, 0.9, shapes[i]));
      String what = "operands of shapes " + Arrays.toString(shapes);
      try {
        Tensor result = trial.primitive.evaluate(operands);
        assertEquals(trial.primitive.shape(shapes), result.shape(), what);
      } catch (RuntimeException refused) {
        // By evaluate, or by shape, where evaluate takes more than that promises.
        if (!(refused instanceof FluxionException)) {
          throw new AssertionError(what + ": " + refused, refused);
        }
      }
    }
  }

  /** {@return each operand in turn with another axis in front, and with a longer last one} */
  private static List<Shape[]> misfits(Shape[] shapes) {
    List<Shape[]> misfits = new ArrayList<>();
    for (int i = 0; i < shapes.length; i++) {
      int[] lengths = shapes[i].toArray();
      int[] higher = new int[lengths.length + 1];
      higher[0] = 2;
      System.arraycopy(lengths, 0, higher, 1, lengths.length);
      misfits.add(replaced(shapes, i, higher));
      if (lengths.length > 0) {
        lengths[lengths.length - 1]++;
        misfits.add(replaced(shapes, i, lengths));
      }
    }
    return misfits;
  }

  private static Shape[] replaced(Shape[] shapes, int operand, int[] lengths) {
    Shape[] replaced = shapes.clone();
    replaced[operand] = Shape.of(lengths);
    return replaced;
  }

  private static void runAt(Trial trial, Shape[] shapes, Shape promised) {
    String what = "operands of shapes " + Arrays.toString(shapes);
    Primitive primitive = trial.primitive;
    Tensor[] operands = new Tensor[shapes.length];
    Tensor[] tangents = new Tensor[shapes.length];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = trial.draws.between(0.2, 0.9, shapes[i]);
      tangents[i] = trial.draws.generic(shapes[i]);
    }
    Tensor result = primitive.apply(operands);
    assertEquals(promised, result.shape(), what + ": shape of the result");
    Differential differential = primitive.differentiate(operands, result);
    Tensor pushed = Trial.filled(differential.pushforward(tangents), promised);
    assertEquals(promised, pushed.shape(), what + ": shape of the pushforward");
    boolean[] wanted = new boolean[shapes.length];
    Arrays.fill(wanted, true);
    @Nullable Tensor[] pulled = differential.pullback(trial.draws.generic(promised), wanted);
    for (int i = 0; i < pulled.length; i++) {
      Tensor cotangent = Trial.filled(pulled[i], shapes[i]);
      assertEquals(shapes[i], cotangent.shape(), what + ": shape of cotangent " + i);
    }
  }

  /** {@return all operands scalar; then every axis of one length made empty, for each length} */
  private static List<Shape[]> variants(Shape[] shapes) {
    List<Shape[]> variants = new ArrayList<>();
    Shape[] scalars = new Shape[shapes.length];
    Arrays.fill(scalars, Shape.SCALAR);
    variants.add(scalars);
    Set<Integer> lengths = new TreeSet<>();
    for (Shape shape : shapes) {
      Arrays.stream(shape.toArray()).forEach(lengths::add);
    }
    for (int length : lengths) {
      Shape[] emptied = new Shape[shapes.length];
      Arrays.setAll(emptied, i -> emptied(shapes[i], length));
      variants.add(emptied);
    }
    return variants;
  }

  private static Shape emptied(Shape shape, int length) {
    return Shape.of(Arrays.stream(shape.toArray()).map(n -> n == length ? 0 : n).toArray());
  }
}
