package org.fluxion.layers.training;

import static org.fluxion.layers.training.Parabola.BACKEND;
import static org.fluxion.layers.training.Parabola.MODEL;
import static org.fluxion.layers.training.Parabola.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.StructureException;
import org.fluxion.WithAux;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.State;
import org.fluxion.layers.files.NamedTensors;
import org.fluxion.layers.files.SafeTensors;
import org.fluxion.layers.files.TensorFileException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainStateTest {
  private static final LossFunction<Samples> MSE = LossFunction.supervised(Losses::mse);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("state.safetensors");
  }

  /** y = 2 x − 1 at weight 2 and bias −1; the loss is (0² + 1²) / 2, its gradient (1, 1). */
  @ParameterizedTest
  @ValueSource(strings = {"mixed", "reverse", "forward"})
  void oneStepIsTheGradientAndTheUpdate(String backend) {
    Dense dense = new Dense(1, 1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("weight", Tensor.full(2, 1, 1));
    tensors.put("bias", Tensor.vector(-1));
    TrainState state = new TrainState(dense, Parameters.of(tensors), State.empty(), new Sgd(0.25));
    Samples batch =
        new Samples(
            Tensor.matrix(new double[][] {{0}, {1}}), Tensor.matrix(new double[][] {{-1}, {0}}));
    TrainStep step = state.next(Backends.named(backend), MSE, batch);
    assertEquals(Tensor.scalar(0.5), step.loss());
    assertEquals(Tensor.full(1.75, 1, 1), step.state().ps().tensor("weight"));
    assertEquals(Tensor.vector(-1.25), step.state().ps().tensor("bias"));
    assertEquals(1, step.state().step());
    assertEquals(0, state.step());
  }

  @Test
  void theStateOfTheModelIsHandedOn() {
    TrainState state = start(MODEL, new Adam(0.1));
    for (int i = 0; i < 3; i++) {
      state = state.next(BACKEND, MSE, Parabola.samples(5)).state();
    }
    assertEquals(Tensor.scalar(3), state.st().tensor("layer_2.calls"));
  }

  @Test
  void anotherOptimiserStartsAnewAndTheStepsGoOn() {
    TrainState adam = start(MODEL, new Adam(0.1)).freezing("layer_1");
    TrainState lion = adam.next(BACKEND, MSE, Parabola.samples(5)).state().with(new Lion(0.1));
    assertEquals(1, lion.step());
    assertEquals(0, lion.optimiserState().step());
    assertEquals(
        List.of("m.layer_3.weight", "m.layer_3.bias"), lion.optimiserState().memory().paths());
    assertEquals(List.of("layer_1"), lion.frozen());
    assertEquals(List.of(), lion.freezing().frozen());
    lion.save(file());
    assertEquals(lion, lion.load(file()), "both numbers of steps are saved");
  }

  @Test
  void anUnknownPathCannotBeFrozen() {
    assertEquals(
        "Parameters: no \"layer_9\"; there are layer_1.weight, layer_1.bias, layer_3.weight,"
            + " layer_3.bias",
        assertThrows(StructureException.class, () -> start(MODEL, new Sgd(1)).freezing("layer_9"))
            .getMessage());
  }

  /** What one loss returns beside its value is not followed by the derivative. */
  @Test
  void aLossMayReturnAnyState() {
    TrainState state = start(MODEL, new Sgd(0.1));
    State other = state.st().with("layer_2.calls", Tensor.scalar(7));
    TrainStep step =
        state.next(
            BACKEND,
            (model, ps, st, batch) -> new WithAux<>(ps.flatten().square().sum(), other),
            "nothing");
    assertEquals(other, step.state().st());
  }

  @Test
  void aFileHoldsTheTensorsBelowThreeNames() {
    TrainState state =
        start(MODEL, new RmsProp(0.1)).next(BACKEND, MSE, Parabola.samples(5)).state();
    state.save(file());
    NamedTensors content = SafeTensors.load(file());
    assertEquals(
        List.of(
            "parameters.layer_1.weight",
            "parameters.layer_1.bias",
            "parameters.layer_3.weight",
            "parameters.layer_3.bias",
            "state.layer_2.calls",
            "optimiser.v.layer_1.weight",
            "optimiser.v.layer_1.bias",
            "optimiser.v.layer_3.weight",
            "optimiser.v.layer_3.bias"),
        List.copyOf(content.tensors().keySet()));
    assertEquals(Map.of("step", "1", "optimiser_step", "1", "frozen", ""), content.metadata());
    TrainState fresh = start(MODEL, state.optimiser());
    assertEquals(state, fresh.load(file()));
    assertEquals(fresh, fresh.freezing("layer_1").freezing().with(state.optimiser()));
  }

  private String refused(TrainState like) {
    String message = assertThrows(TensorFileException.class, () -> like.load(file())).getMessage();
    return message.substring(file().toString().length());
  }

  @Test
  void theFileOfAnotherModelOrOptimiserIsRefused() {
    start(MODEL, new Sgd(0.1)).save(file());
    assertEquals(
        ": tensors: layer_1.weight has shape [1, 8], expected [1, 9]",
        refused(
            start(
                Chain.of(new Dense(1, 9, Activation.TANH), new Jitter(), new Dense(9, 1)),
                new Sgd(0.1))));
    assertEquals(
        ": tensors: nothing is named [layer_2.calls]; there are []",
        refused(
            start(
                Chain.of(new Dense(1, 8), new Elementwise(x -> x), new Dense(8, 1)),
                new Sgd(0.1))));
    assertEquals(
        ": tensors: there is no v.layer_1.weight; there are []",
        refused(start(MODEL, new RmsProp(0.1))));
    assertEquals(
        ": was saved with \"\" frozen, not \"layer_1\"",
        refused(start(MODEL, new Sgd(0.1)).freezing("layer_1")));
  }

  @Test
  void aFileWithoutStepsIsNoTraining() {
    TrainState state = start(MODEL, new Sgd(0.1));
    SafeTensors.save(
        file(),
        NamedTensors.of(Map.of())
            .with(Map.of("frozen", ""))
            .with("parameters.", state.ps())
            .with("state.", state.st()));
    assertEquals(
        ": has no number \"optimiser_step\" among its notes; it is no saved training",
        refused(state));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertEquals(
        "TrainState: optimiser is null",
        assertThrows(
                FluxionException.class,
                () -> new TrainState(MODEL, Parameters.empty(), State.empty(), null))
            .getMessage());
    assertSame(MODEL, start(MODEL, new Sgd(1)).model());
  }
}
