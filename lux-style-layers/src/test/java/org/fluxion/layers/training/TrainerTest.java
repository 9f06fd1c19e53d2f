package org.fluxion.layers.training;

import static org.fluxion.layers.training.Parabola.BACKEND;
import static org.fluxion.layers.training.Parabola.MODEL;
import static org.fluxion.layers.training.Parabola.QUIET;
import static org.fluxion.layers.training.Parabola.start;
import static org.fluxion.layers.training.Parabola.trainer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fluxion.FluxionException;
import org.fluxion.layers.training.TrainingResult.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("training.safetensors");
  }

  @Test
  void aNetworkLearnsAParabola() {
    List<Double> losses = new ArrayList<>();
    TrainingResult result =
        trainer()
            .listening(progress -> losses.add(progress.loss()))
            .run(start(QUIET, new Adam(0.02)), 600);
    assertEquals(Ending.FINISHED, result.ending());
    assertEquals(600, result.state().step());
    assertEquals(600, losses.size());
    assertTrue(losses.get(0) > 0.1, "first loss " + losses.get(0));
    assertEquals(0, result.loss(), 1e-3);
  }

  @Test
  void lbfgsLearnsItBetterFromAllSamples() {
    TrainingResult result =
        Trainer.of(
                BACKEND, LossFunction.supervised(Losses::mse), Batches.always(Parabola.samples(21)))
            .run(start(QUIET, new Lbfgs()), 200);
    // Where 200 steps end depends on the last bits of the products, which differ between kernels.
    assertEquals(0, result.loss(), 1e-6);
  }

  @Test
  void anOptimiserThatFindsNothingBetterEndsTheTraining() {
    Lbfgs content = new Lbfgs(3, 20, 1e-2);
    TrainingResult result =
        Trainer.of(
                BACKEND, LossFunction.supervised(Losses::mse), Batches.always(Parabola.samples(21)))
            .run(start(QUIET, content), 500);
    assertEquals(Ending.CONVERGED, result.ending());
    assertTrue(result.state().step() < 500, "after step " + result.state().step());
  }

  @Test
  void aPreparedGradientTakesTheSameSteps() {
    TrainState unprepared = trainer().run(start(QUIET, new Adam(0.02)), 40).state();
    TrainState prepared = trainer().prepared().run(start(QUIET, new Adam(0.02)), 40).state();
    assertEquals(40, prepared.step());
    double difference = prepared.ps().flatten().minus(unprepared.ps().flatten()).abs().max().item();
    assertEquals(0, difference, 1e-12);
  }

  @Test
  void aPreparedGradientEvaluatesTheLossOnlyWhereItRecords() {
    AtomicInteger evaluations = new AtomicInteger();
    LossFunction<Samples> mse = LossFunction.supervised(Losses::mse);
    LossFunction<Samples> counted =
        (model, ps, st, batch) -> {
          evaluations.incrementAndGet();
          return mse.apply(model, ps, st, batch);
        };
    Trainer<Samples> trainer = Trainer.of(BACKEND, counted, Batches.always(Parabola.samples(21)));
    trainer.prepared().run(start(QUIET, new Adam(0.02)), 100);
    // In the first step, and to compare in steps 2, 4, 8, 16, 32 and 64.
    assertEquals(7, evaluations.get());
  }

  @Test
  void frozenParametersStayAsTheyAreUnderAPreparedGradient() {
    TrainState start = start(QUIET, new Adam(0.02)).freezing("layer_1");
    TrainState unprepared = trainer().run(start, 10).state();
    TrainState prepared = trainer().prepared().run(start, 10).state();
    assertEquals(start.ps().at("layer_1"), prepared.ps().at("layer_1"));
    double difference = prepared.ps().flatten().minus(unprepared.ps().flatten()).abs().max().item();
    assertEquals(0, difference, 1e-12);
  }

  @Test
  void aModelWhoseStateChangesIsRefusedByAPreparedGradient() {
    FluxionException refused =
        assertThrows(
            FluxionException.class,
            () -> trainer().prepared().run(start(MODEL, new Adam(0.02)), 3));
    assertEquals(
        "Trainer.prepared: the loss gives the model another state, which a recorded program would"
            + " not see; train without prepared()",
        refused.getMessage());
  }

  static Stream<GradientOptimiser> optimisers() {
    return Stream.of(
        new Sgd(Schedule.cosine(0.1, 0, 10), 0.9, true),
        new Adam(Schedule.constant(0.02).afterWarmUp(5)),
        new AdamW(0.02, WeightDecay.of(0.1).where(path -> path.endsWith("weight"))),
        new RmsProp(0.01),
        new Lion(0.01),
        new Adam(0.02).after(GradientTransform.clipByGlobalNorm(0.1)));
  }

  /** Stopped after each step, saved, loaded into a fresh state, and taken up again. */
  private void assertResumes(Trainer<Samples> trainer, TrainState begun, int steps) {
    TrainState whole = trainer.run(begun, steps).state();
    TrainState fresh = TrainState.start(begun.model(), begun.optimiser(), new SplittableRandom(99));
    for (int stop = 1; stop < steps; stop++) {
      trainer.saving(file(), 100).run(begun, stop);
      TrainState resumed = trainer.run(fresh.load(file()), steps).state();
      assertEquals(whole, resumed, "stopped after step " + stop);
    }
  }

  @ParameterizedTest
  @MethodSource("optimisers")
  void atAnyStepATrainingCanBeTakenUpWithTheSameBits(GradientOptimiser optimiser) {
    assertResumes(trainer(), start(MODEL, optimiser), 6);
  }

  /** Up to its end, and beyond. */
  @Test
  void lbfgsCanBeTakenUpWithTheSameBits() {
    Trainer<Samples> all =
        Trainer.of(
            BACKEND, LossFunction.supervised(Losses::mse), Batches.always(Parabola.samples(21)));
    assertResumes(all, start(QUIET, new Lbfgs(4, 25, 1e-10)), 12);
    assertResumes(all, start(QUIET, new Lbfgs(4, 25, 2e-2)), 12);
  }

  @Test
  void frozenParametersStayAndComeBack() {
    TrainState begun = start(MODEL, new Adam(0.02)).freezing("layer_1.weight", "layer_3");
    TrainState whole = trainer().run(begun, 6).state();
    assertSame(begun.ps().tensor("layer_1.weight"), whole.ps().tensor("layer_1.weight"));
    assertSame(begun.ps().tensor("layer_3.bias"), whole.ps().tensor("layer_3.bias"));
    assertFalse(begun.ps().tensor("layer_1.bias").equals(whole.ps().tensor("layer_1.bias")));
    assertEquals(
        List.of("m.layer_1.bias", "v.layer_1.bias"), whole.optimiserState().memory().paths());
    trainer().saving(file(), 1).run(begun, 3);
    assertEquals(whole, trainer().run(begun.load(file()), 6).state());
  }

  @Test
  void theStateIsSavedEverySoManyStepsAndAtTheEnd() {
    TrainState begun = start(MODEL, new Sgd(0.1));
    List<Long> saved = new ArrayList<>();
    trainer()
        .saving(file(), 3)
        .listening(progress -> saved.add(Files.exists(file()) ? begun.load(file()).step() : -1))
        .run(begun, 8);
    assertEquals(List.of(-1L, -1L, -1L, 3L, 3L, 3L, 6L, 6L), saved);
    assertEquals(8, begun.load(file()).step());
  }

  @Test
  void anInterruptedThreadEndsItsStepAndSavesAndStaysInterrupted() throws IOException {
    TrainState begun = start(MODEL, new Adam(0.1));
    TrainingResult result =
        trainer()
            .saving(file(), 1000)
            .listening(
                progress -> {
                  if (progress.step() == 4) {
                    Thread.currentThread().interrupt();
                  }
                })
            .run(begun, 100);
    assertTrue(Thread.interrupted(), "still interrupted");
    assertEquals(Ending.INTERRUPTED, result.ending());
    assertEquals(4, result.state().step());
    assertEquals(result.state(), begun.load(file()));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(file()), all.toList());
    }
  }

  @Test
  void anotherThreadCanAskForTheEnd() throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(2);
    Thread other =
        new Thread(
            () -> {
              try {
                running.await();
                stop.set(true);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    other.start();
    TrainingResult result =
        trainer()
            .saving(file(), 1_000_000)
            .listening(progress -> running.countDown())
            .stoppingWhen(progress -> stop.get())
            .run(start(MODEL, new Adam(1e-3)), Long.MAX_VALUE);
    other.join();
    assertEquals(Ending.STOPPED, result.ending());
    assertTrue(result.state().step() >= 2, "after step " + result.state().step());
    assertEquals(result.state(), start(MODEL, new Adam(1e-3)).load(file()));
  }

  @Test
  void aConditionOnTheProgressIsAGoal() {
    TrainingResult result =
        trainer()
            .stoppingWhen(progress -> progress.loss() < 0.05)
            .stoppingWhen(progress -> progress.step() == 500)
            .run(start(QUIET, new Adam(0.02)), 1000);
    assertEquals(Ending.STOPPED, result.ending());
    assertTrue(result.loss() < 0.05, "loss " + result.loss());
  }

  @Test
  void allListenersAreToldInOrder() {
    List<String> told = new ArrayList<>();
    trainer()
        .listening(progress -> told.add("first " + progress.step() + "/" + progress.lastStep()))
        .listening(progress -> told.add("second"))
        .run(start(MODEL, new Sgd(0.1)), 2);
    assertEquals(List.of("first 1/2", "second", "first 2/2", "second"), told);
  }

  @Test
  void withoutStepsLeftNothingIsDone() {
    TrainState begun = start(MODEL, new Sgd(0.1));
    TrainingResult result = trainer().saving(file(), 1).run(begun, 0);
    assertSame(begun, result.state());
    assertTrue(Double.isNaN(result.loss()));
    assertFalse(Files.exists(file()));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertRefused("Trainer: loss is null", () -> Trainer.of(BACKEND, null, step -> step));
    assertRefused("Trainer.saving: file is null", () -> trainer().saving(null, 1));
    assertRefused(
        "Trainer.saving: steps must be at least 1, given 0", () -> trainer().saving(file(), 0));
    assertRefused("Trainer.listening: listener is null", () -> trainer().listening(null));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }
}
