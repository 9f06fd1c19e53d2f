package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.fluxion.Parameters;
import org.fluxion.conformance.Recorder.Application;
import org.fluxion.layers.Conv;
import org.fluxion.layers.Layer;
import org.fluxion.layers.MeanPool;
import org.fluxion.layers.Window;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The primitives that convolution and pooling are made of obey the laws as well. */
class LayerPrimitivesTest extends PrimitiveConformance {
  private static final Window STRIDED = Window.of(2).withStride(2).withPadding(1, 0);
  private static final Window DILATED = Window.of(2).withDilation(2).withPadding(0, 1);

  @Override
  protected Stream<PrimitiveSample> samples() {
    return Stream.of(
            family("one axis, strided", new Conv(2, 3, STRIDED), 3, 5, 2),
            family("one axis, dilated", new Conv(3, 2, DILATED), 2, 5, 3),
            family("two axes", new Conv(2, 3, DILATED, STRIDED), 2, 4, 3, 2),
            family("groups", new Conv(4, 6, Window.of(3)).withGroups(2), 2, 5, 4),
            family("overlapping patches", new MeanPool(Window.of(3).withPadding(1)), 2, 5, 3),
            family("patches on two axes", new MeanPool(DILATED, STRIDED), 2, 4, 3, 2))
        .flatMap(List::stream);
  }

  /** {@return the primitive of a layer's own, and those that its derivatives are made of} */
  private static List<PrimitiveSample> family(String label, Layer layer, int... shape) {
    Draws draws = new Draws(7);
    Parameters ps =
        layer
            .initialParameters(new SplittableRandom(1))
            .map(tensor -> draws.generic(tensor.shape()));
    Tensor x = draws.generic(Shape.of(shape));
    List<Application> applied = new ArrayList<>();
    try (Recorder recorder = new Recorder(applied::add)) {
      layer.apply(
          recorder.watch(x), ps.map(recorder::watch), layer.initialState(new SplittableRandom(1)));
    }
    Application own =
        applied.stream().filter(each -> isOwn(each.primitive())).findFirst().orElseThrow();
    List<PrimitiveSample> samples = new ArrayList<>();
    samples.add(PrimitiveSample.of(label, own.primitive(), own.operands()));
    applied.clear();
    try (Recorder recorder = new Recorder(applied::add)) {
      Tensor result = own.primitive().apply(own.operands());
      Differential differential = own.primitive().differentiate(own.operands(), result);
      boolean[] wanted = new boolean[own.operands().length];
      Arrays.fill(wanted, true);
      differential.pullback(recorder.watch(draws.generic(result.shape())), wanted);
    }
    for (Application adjoint : applied) {
      samples.add(PrimitiveSample.of(label, adjoint.primitive(), adjoint.operands()));
    }
    return samples;
  }

  private static boolean isOwn(Primitive primitive) {
    return primitive.getClass().getPackageName().equals("org.fluxion.layers");
  }

  @Test
  void theWholeFamilyIsTested() {
    List<String> names = samples().map(sample -> sample.primitive().name()).distinct().toList();
    assertEquals(
        List.of(
            "convolution",
            "convolutionByWeight",
            "convolutionByInput",
            "patches",
            "overlaidPatches"),
        names);
  }

  @Test
  void multiplyAddsAreTheSameForTheWholeFamily() {
    // 3 samples · 3 output positions · 2 places · 2 channels · 3 outputs
    family("", new Conv(2, 3, STRIDED), 3, 5, 2)
        .forEach(
            sample -> {
              Shape[] shapes = sample.inputs().stream().map(Tensor::shape).toArray(Shape[]::new);
              assertEquals(
                  3 * 3 * 2 * 2 * 3,
                  sample.primitive().multiplyAdds(shapes),
                  sample.primitive().name());
            });
  }
}
