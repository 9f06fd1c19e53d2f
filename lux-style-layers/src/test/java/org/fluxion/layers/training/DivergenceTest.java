package org.fluxion.layers.training;

import static org.fluxion.layers.training.Parabola.BACKEND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.fluxion.Derivatives;
import org.fluxion.WithAux;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Layer;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the first number that is not finite came from. */
class DivergenceTest {
  private static final LossFunction<Samples> MSE = LossFunction.supervised(Losses::mse);
  private static final Layer LOG = new Elementwise(Tensor::log);

  private static String refused(TrainState state, LossFunction<Samples> loss, Samples batch) {
    return assertThrows(DivergenceException.class, () -> state.next(BACKEND, loss, batch))
        .getMessage();
  }

  private static TrainState start(Layer... layers) {
    return Parabola.start(Chain.of(layers), new Sgd(0.1));
  }

  @Test
  void theInnermostLayerIsNamed() {
    Layer inner = Chain.of(new Dense(2, 2, Activation.TANH), LOG, new Dense(2, 1));
    assertEquals(
        "training: in step 1 the loss is NaN; it appeared first in the output of"
            + " layer_2.layer_2 (Elementwise)",
        refused(start(new Dense(1, 2), inner, LOG), MSE, Parabola.samples(9)));
  }

  @Test
  void anInputThatIsNotFiniteIsTold() {
    Samples bad =
        new Samples(Tensor.matrix(new double[][] {{1}, {Double.NaN}}), Tensor.zeros(2, 1));
    assertEquals(
        "training: in step 1 the loss is NaN; the input of layer_1 (Elementwise) is not finite already",
        refused(start(LOG, new Dense(1, 1)), MSE, bad));
  }

  @Test
  void targetsThatAreNotFiniteAreNoFaultOfALayer() {
    Samples bad = new Samples(Tensor.ones(1, 1), Tensor.full(Double.POSITIVE_INFINITY, 1, 1));
    assertEquals(
        "training: in step 1 the loss is Infinity; the outputs of all layers are finite, so it"
            + " comes from what the loss does with them",
        refused(start(new Dense(1, 1)), MSE, bad));
  }

  @Test
  void parametersThatAreNotFiniteAreNamed() {
    TrainState state = start(new Dense(1, 1));
    TrainState broken =
        new TrainState(
            state.model(),
            state.ps().with("layer_1.bias", Tensor.vector(Double.NaN)),
            state.st(),
            state.optimiser());
    assertEquals(
        "training: in step 1 the loss is NaN; the parameter layer_1.bias was not finite before",
        refused(broken, MSE, Parabola.samples(9)));
  }

  /** Inside the inner derivative the layers are watched; their values are found all the same. */
  @Test
  void layersInsideADerivativeAreLookedInto() {
    LossFunction<Samples> slope =
        (model, ps, st, batch) -> {
          StatefulLayer net = new StatefulLayer(model, ps, st);
          return new WithAux<>(
              Derivatives.gradient(BACKEND, net.andThen(Tensor::sum), batch.x()).square().sum(),
              st);
        };
    assertEquals(
        "training: in step 1 the loss is NaN; it appeared first in the output of layer_2 (Elementwise)",
        refused(
            start(new Dense(1, 2), new Elementwise(x -> x.abs().unaryMinus().sqrt())),
            slope,
            Parabola.samples(9)));
  }

  /** √ of a parameter that is 0 has the value 0 and an infinite slope. */
  @Test
  void aFiniteLossWithoutAFiniteGradientNamesTheParameter() {
    TrainState state = start(new Dense(1, 1));
    LossFunction<Samples> root =
        (model, ps, st, batch) ->
            new WithAux<>(ps.tensor("layer_1.bias").sqrt().sum().plus(0.5), st);
    assertEquals(
        "training: in step 1 the loss is 0.5, but its gradient by layer_1.bias is not finite",
        refused(state, root, Parabola.samples(9)));
  }

  @Test
  void theStepIsThatOfTheTrainingAndWhatWasSavedStays(@TempDir Path folder) {
    Path file = folder.resolve("training");
    TrainState begun = start(new Dense(1, 1));
    Samples good = Parabola.samples(5);
    Samples bad = new Samples(good.x(), good.y().times(Double.NaN));
    Trainer<Samples> trainer =
        Trainer.of(BACKEND, MSE, (Batches<Samples>) step -> step == 3 ? bad : good).saving(file, 1);
    assertEquals(
        "training: in step 4 the loss is NaN; the outputs of all layers are finite, so it comes"
            + " from what the loss does with them",
        assertThrows(DivergenceException.class, () -> trainer.run(begun, 10)).getMessage());
    assertEquals(3, begun.load(file).step());
  }
}
