package org.fluxion.layers.conformance;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A layer with an input, for the rules to try it at.
 *
 * <p>The input should be generic: no ties, no kinks. Immutable.
 *
 * @param layer to be tested
 * @param input a batch of at least two rows
 * @param traits what the layer declares about itself
 */
public record LayerSample(Layer layer, Tensor input, Set<Trait> traits) {
  private static final int ROWS = 3;
  private static final int MOST_FEATURES = 64;
  private static final long SEED = Long.getLong("fluxion.conformance.seed", 20_260_101);

  /**
   * Copies the traits.
   *
   * @throws FluxionException if the input is not a batch of at least two rows
   */
  public LayerSample {
    Objects.requireNonNull(layer, "LayerSample: layer is null");
    Objects.requireNonNull(input, "LayerSample: input is null");
    traits = Set.copyOf(traits);
    if (input.rank() == 0 || input.shape().get(0) < 2) {
      throw new FluxionException(
          "LayerSample: the input has shape " + input.shape() + "; a batch of two rows is needed");
    }
  }

  /** {@return a layer with an input of a shape, batch first, drawn from the seed} */
  public static LayerSample of(Layer layer, int... inputShape) {
    return new LayerSample(layer, generic(Shape.of(inputShape), 1), Set.of());
  }

  /** {@return a copy that declares these traits} */
  public LayerSample withTraits(Trait... declared) {
    return new LayerSample(layer, input, Set.copyOf(Arrays.asList(declared)));
  }

  /**
   * {@return 3 × n, where n is a number of features, up to 64, that the layer accepts}
   *
   * @throws FluxionException if it accepts none; then state its input
   */
  static int[] acceptedShape(Layer layer) {
    Parameters ps = layer.initialParameters(new SplittableRandom(SEED));
    State st = layer.initialState(new SplittableRandom(SEED));
    FluxionException last = new FluxionException("not tried");
    for (int i = 0; i < MOST_FEATURES; i++) {
      // 4, 5, …, 64, 1, 2, 3: a layer that takes any number gets one that is no special case
      int features = (i + 3) % MOST_FEATURES + 1;
      try {
        layer.apply(generic(Shape.of(ROWS, features), 1), ps, st);
        return new int[] {ROWS, features};
      } catch (FluxionException refused) {
        last = refused;
      }
    }
    throw new FluxionException(
        "LayerConformance: "
            + layer
            + " takes no batch of 1 to "
            + MOST_FEATURES
            + " features; override inputShape",
        last);
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** {@return what tests call it: the layer's type and the shape of the input} */
  String label() {
    return layer.getClass().getSimpleName() + " at " + input.shape();
  }

  /** {@return parameters that are generic: also where the layer starts them at 0 or 1} */
  Parameters parameters() {
    SplittableRandom random = new SplittableRandom(SEED + 2);
    return layer
        .initialParameters(new SplittableRandom(SEED))
        .map(tensor -> tensor.plus(drawn(random, tensor.shape(), 0.05, 0.15)));
  }

  State state() {
    return layer.initialState(new SplittableRandom(SEED));
  }

  State testState() {
    return state().testing();
  }

  Applied apply(Tensor x) {
    return layer.apply(x, parameters(), state());
  }

  /** {@return elements of magnitude 0.5 to 1.5 and either sign} */
  static Tensor generic(Shape shape, int stream) {
    return drawn(new SplittableRandom(SEED + stream), shape, 0.5, 1.5);
  }

  private static Tensor drawn(SplittableRandom random, Shape shape, double least, double most) {
    double[] elements = new double[shape.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (random.nextBoolean() ? 1 : -1) * random.nextDouble(least, most);
    }
    return Tensor.of(elements, shape.toArray());
  }
}
