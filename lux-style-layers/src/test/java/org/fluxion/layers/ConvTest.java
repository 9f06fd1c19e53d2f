package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.fluxion.layers.Check.assertShape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.PreparedGradient;
import org.fluxion.ShapeMismatchException;
import org.fluxion.interpreters.Counting;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ConvTest {
  private static Tensor apply(Layer layer, Parameters ps, Tensor x) {
    return layer.apply(x, ps, State.empty()).y();
  }

  private static Parameters parameters(Tensor weight, Tensor bias) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("weight", weight);
    parameters.put("bias", bias);
    return Parameters.of(parameters);
  }

  private static Parameters drawn(Layer layer) {
    return layer.initialParameters(new SplittableRandom(3));
  }

  private static Tensor counted(int... shape) {
    double[] elements = new double[Shape.of(shape).size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Math.sin(i + 1);
    }
    return Tensor.of(elements, shape);
  }

  @Test
  void aKernelOfOneIsDense() {
    Parameters dense = new Dense(3, 2, Activation.GELU).initialParameters(new SplittableRandom(1));
    Parameters conv =
        parameters(dense.tensor("weight").reshape(1, 3, 2), dense.tensor("bias").plus(0.5));
    Tensor x = counted(4, 5, 3);
    assertClose(
        apply(new Dense(3, 2, Activation.GELU), dense.with("bias", conv.tensor("bias")), x),
        apply(new Conv(3, 2, Activation.GELU, Window.of(1)), conv, x));
  }

  @Test
  void aDifferenceKernelDifferences() {
    Parameters ps = parameters(Tensor.of(new double[] {-1, 1}, 2, 1, 1), Tensor.vector(10));
    Tensor x = Tensor.of(new double[] {1, 4, 9, 16}, 1, 4, 1);
    Conv valid = new Conv(1, 1, Window.of(2));
    assertEquals(
        Tensor.of(new double[] {13, 15, 17}, 1, 3, 1), apply(valid, ps, x), "kernel not flipped");
    Conv causal = new Conv(1, 1, Window.of(2).causal());
    assertEquals(Tensor.of(new double[] {11, 13, 15, 17}, 1, 4, 1), apply(causal, ps, x));
    Conv same = new Conv(1, 1, Window.of(2).same());
    assertEquals(Tensor.of(new double[] {13, 15, 17, -6}, 1, 4, 1), apply(same, ps, x));
  }

  @Test
  void twoAxesInTurnAreTheirProduct() {
    // A separable kernel: one axis after the other, without biases.
    Tensor column = counted(3, 1, 1, 1);
    Tensor row = counted(1, 2, 1, 1).plus(0.3);
    Tensor zero = Tensor.vector(0);
    Tensor x = counted(2, 5, 4, 1);
    Tensor first = apply(new Conv(1, 1, Window.of(3), Window.of(1)), parameters(column, zero), x);
    Tensor both = apply(new Conv(1, 1, Window.of(1), Window.of(2)), parameters(row, zero), first);
    Tensor product = column.reshape(3, 1).matmul(row.reshape(1, 2)).reshape(3, 2, 1, 1);
    assertClose(
        both, apply(new Conv(1, 1, Window.of(3), Window.of(2)), parameters(product, zero), x));
  }

  @Test
  void groupsAreConvolvedByThemselves() {
    Conv grouped = new Conv(4, 6, Window.of(3)).withGroups(2);
    Parameters ps = drawn(grouped);
    assertShape(ps.tensor("weight"), 3, 2, 6);
    Tensor x = counted(2, 5, 4);
    Conv half = new Conv(2, 3, Window.of(3));
    Tensor[] halves = new Tensor[2];
    for (int i = 0; i < 2; i++) {
      Tensor weight = ps.tensor("weight").slice(2, 3 * i, 3 * i + 3);
      Tensor bias = ps.tensor("bias").slice(0, 3 * i, 3 * i + 3);
      halves[i] = apply(half, parameters(weight, bias), x.slice(2, 2 * i, 2 * i + 2));
    }
    assertClose(Tensor.concat(2, halves), apply(grouped, ps, x));
  }

  @Test
  void aLargeBatchIsTheSameAsItsParts() {
    // Five samples are computed together.
    Conv conv = new Conv(8, 4, Window.of(5).same(), Window.of(5).same());
    Parameters ps = drawn(conv);
    Tensor x = counted(9, 8, 8, 8);
    Backend reverse = Backends.named("reverse");
    Tensor[] parts = new Tensor[9];
    Tensor[] slopes = new Tensor[9];
    Tensor sum = Tensor.zeros(ps.size());
    for (int i = 0; i < 9; i++) {
      Tensor part = x.slice(0, i, i + 1);
      parts[i] = apply(conv, ps, part);
      slopes[i] = Derivatives.gradient(reverse, z -> energy(conv, ps, z), part);
      sum = sum.plus(Derivatives.gradient(reverse, p -> energy(conv, p, part), ps).flatten());
    }
    assertClose(Tensor.concat(0, parts), apply(conv, ps, x));
    assertClose(
        Tensor.concat(0, slopes), Derivatives.gradient(reverse, z -> energy(conv, ps, z), x));
    assertClose(sum, Derivatives.gradient(reverse, p -> energy(conv, p, x), ps).flatten());
  }

  private static Tensor energy(Layer layer, Parameters ps, Tensor x) {
    return apply(layer, ps, x).square().sum();
  }

  @Test
  void lengthsAreThoseOfTheWindow() {
    assertShape(
        apply(
            new Conv(1, 2, Window.of(3).withStride(2), Window.of(2).withDilation(3)),
            drawn(new Conv(1, 2, Window.of(3), Window.of(2))),
            counted(1, 8, 7, 1)),
        1,
        3,
        4,
        2);
    for (int length = 1; length < 5; length++) {
      Window same = Window.of(4).withDilation(2).same();
      assertEquals(length, same.outputLength(length));
      assertEquals(length, Window.of(4).withDilation(3).causal().outputLength(length));
    }
  }

  @Test
  void theWeightStartsWithTheFansOfWhatAnOutputSees() {
    // 3 · 3 places, 4 of 8 channels in a group: a fan of 36
    Conv conv = new Conv(8, 16, Window.of(3), Window.of(3)).withGroups(2);
    Parameters ps = drawn(conv);
    double bound = Math.sqrt(6.0 / 36);
    double largest = ps.tensor("weight").abs().max().item();
    assertEquals(bound, largest, 0.01 * bound);
    assertEquals(Tensor.zeros(16), ps.tensor("bias"));
  }

  @Test
  void multiplyAddsAreCounted() {
    Conv conv = new Conv(2, 3, Window.of(3), Window.of(3));
    try (Counting counting = new Counting()) {
      apply(conv, drawn(conv), counting.watch(counted(5, 6, 7, 2)));
      assertEquals(5 * 4 * 5 * 9 * 2 * 3, counting.counts().multiplyAdds());
    }
  }

  @Test
  void aPreparedGradientIsTheGradient() {
    Conv conv = new Conv(2, 3, Activation.TANH, Window.of(3).withStride(2).withPadding(1));
    Tensor x = counted(3, 5, 2);
    Backend reverse = Backends.named("reverse");
    PreparedGradient<Parameters> prepared =
        Derivatives.prepareGradient(
            reverse, (Parameters ps) -> apply(conv, ps, x).square().sum(), drawn(conv));
    for (double factor : new double[] {1, 0.5, -2}) {
      Parameters ps = drawn(conv).map(p -> p.times(factor));
      Parameters direct =
          Derivatives.gradient(reverse, (Parameters p) -> apply(conv, p, x).square().sum(), ps);
      assertClose(direct.flatten(), prepared.at(ps).flatten());
    }
  }

  @Test
  void wrongNumbersAreRefused() {
    assertEquals(
        "Window: size 0, stride 1, padding 0 and 0, dilation 1; padding is at least 0, the others"
            + " at least 1",
        assertThrows(FluxionException.class, () -> Window.of(0)).getMessage());
    assertEquals(
        "Conv(3 -> 4): with 2 groups; all three must be at least 1, and the groups divide both"
            + " channels",
        assertThrows(FluxionException.class, () -> new Conv(3, 4, Window.of(1)).withGroups(2))
            .getMessage());
    assertEquals(
        "Conv: no window; give one for each axis between batch and channels",
        assertThrows(FluxionException.class, () -> new Conv(3, 4)).getMessage());
  }

  @Test
  void wrongInputsAreRefused() {
    Conv conv = new Conv(2, 3, Window.of(3));
    refused(
        "Conv(2 -> 3): x has shape [4, 2]; expected 3 axes: batch, one length, channels",
        conv,
        counted(4, 2));
    refused(
        "Conv(2 -> 3): x has shape [4, 2, 2]; Window[size=3, stride=1, before=0, after=0,"
            + " dilation=1] spans 3 positions and does not fit on axis 1; add padding, or take a"
            + " smaller window",
        conv,
        counted(4, 2, 2));
    refused(
        "Conv(2 -> 3): x has shape [4, 5, 1]; its last axis must have length 2",
        conv,
        counted(4, 5, 1));
    Parameters others = parameters(Tensor.zeros(2, 2, 3), Tensor.zeros(3));
    assertEquals(
        "Conv(2 -> 3): weight has shape [2, 2, 3], expected [3, 2, 3]; are these the parameters of"
            + " another layer?",
        assertThrows(ShapeMismatchException.class, () -> apply(conv, others, counted(4, 5, 2)))
            .getMessage());
  }

  private static void refused(String message, Layer layer, Tensor x) {
    assertEquals(
        message,
        assertThrows(ShapeMismatchException.class, () -> apply(layer, drawn(layer), x))
            .getMessage());
  }

  @Test
  void anEmptyBatchGivesAnEmptyBatch() {
    Conv conv = new Conv(2, 3, Window.of(3));
    assertEquals(Tensor.zeros(0, 3, 3), apply(conv, drawn(conv), Tensor.zeros(0, 5, 2)));
    assertEquals(List.of("weight", "bias"), drawn(conv).paths());
  }
}
